package io.kuayu.cli.command;

import io.kuayu.application.WrongUsage;
import io.kuayu.application.workspace.TrainedModel;
import io.kuayu.application.workspace.Workspace;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The model that a command uses. */
public final class ModelOption {
  @Option(
      names = {"-m", "--model"},
      paramLabel = "NAME",
      description = "Which model; default: 'model' of the configuration.")
  private @Nullable String model;

  @Option(
      names = "--bundle",
      paramLabel = "DIR",
      description =
          "Answer from this trained model as it is, whatever it was trained on: items and domains"
              + " that it never saw are read by their text. Nothing is trained.")
  private @Nullable Path bundle;

  /** Rejects an invalid choice before any work is done. */
  public void check(Workspace workspace) {
    if (model != null && bundle != null) {
      throw new WrongUsage(
          "both --model and --bundle are given", "give either --model NAME or --bundle DIR");
    }
    var _ = workspace.training().family(Optional.ofNullable(model));
  }

  /** The model; a missing model of the work folder is trained first. */
  public TrainedModel open(Workspace workspace) {
    return bundle == null
        ? workspace.models().open(Optional.ofNullable(model))
        : workspace.models().openBundle(bundle);
  }
}
