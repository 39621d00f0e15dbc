package io.kuayu.cli.command.training;

import io.kuayu.cli.command.CommandJson;
import io.kuayu.cli.command.ConfigurationOption;
import io.kuayu.cli.command.Verbosity;
import io.kuayu.cli.console.Console;
import io.kuayu.model.bundle.Manifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kuayu train}. */
@Command(
    name = "train",
    description = "Trains a model anew. Ctrl-C ends it early and keeps the best so far.")
public final class TrainCommand implements Callable<Integer> {
  @Mixin private ConfigurationOption setup = new ConfigurationOption();
  @Mixin private Verbosity speech = new Verbosity();

  @Option(
      names = {"-m", "--model"},
      paramLabel = "NAME",
      description = "Which model; may be repeated. Default: 'model' of the configuration.")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "BUNDLE",
      description =
          "Start from this trained model, of these or other domains, and go on from there: its"
              + " folder, such as work/models/blend, or one of its versions.")
  private @Nullable Path from;

  @Option(names = "--json", description = "Print what was trained as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Console console = speech.console();
    var workspace = setup.workspace(console);
    List<Map<String, Object>> trained = new ArrayList<>();
    for (Optional<String> name : named(models)) {
      workspace.training().check(name, Optional.ofNullable(from));
    }
    for (Optional<String> name : named(models)) {
      Manifest manifest = workspace.training().train(name, Optional.ofNullable(from)).manifest();
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("model", manifest.name());
      one.put("version", manifest.version());
      one.put("trainSeconds", manifest.trainSeconds());
      one.put("peakMemoryMb", manifest.metrics().get("peakMemoryMb"));
      trained.add(one);
      if (!json) {
        console.out().println(manifest.name() + " " + manifest.version());
      }
    }
    if (json) {
      CommandJson.print(console, trained.size() == 1 ? trained.getFirst() : trained);
    }
    return 0;
  }

  /** The named models, or the configured one. */
  static List<Optional<String>> named(List<String> models) {
    return models.isEmpty()
        ? List.of(Optional.empty())
        : models.stream().distinct().map(Optional::of).toList();
  }
}
