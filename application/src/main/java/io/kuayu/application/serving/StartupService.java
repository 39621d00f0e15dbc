package io.kuayu.application.serving;

import io.kuayu.application.erasure.ErasureService;
import io.kuayu.application.privacy.Actor;
import io.kuayu.application.retention.RetentionService;
import io.kuayu.application.workspace.Workspace;
import io.kuayu.core.KuayuException;
import io.kuayu.corpus.Corpus;
import io.kuayu.model.bundle.Bundle;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings a work folder to where a server can answer from it: prepares the corpus where it is not
 * current, completes erasures, trains the model where it is not current, and deletes what is kept
 * no longer. Takes as long as these steps; it can be run once more after a failure.
 */
public final class StartupService {
  private final Workspace workspace;
  private final Consumer<StartupStep> steps;

  /**
   * @param steps is told each step before it begins
   */
  public StartupService(Workspace workspace, Consumer<StartupStep> steps) {
    this.workspace = workspace;
    this.steps = steps;
  }

  /**
   * What a server answers from.
   *
   * @param corpus whose people are known
   * @param bundle the model that answers; it is not loaded
   * @param isErasurePending whether the server has to complete an erasure while it runs
   */
  public record Result(PreparedCorpus corpus, Bundle bundle, boolean isErasurePending) {}

  /**
   * Takes all steps.
   *
   * @param model a family; the configured one where empty
   */
  public Result run(Optional<String> model) {
    steps.accept(StartupStep.PREPARING);
    String family = workspace.training().family(model);
    Corpus corpus = workspace.corpus();
    boolean isErasurePending = !finishErasures();
    Bundle bundle =
        workspace.models().current(Optional.of(family), () -> steps.accept(StartupStep.TRAINING));
    steps.accept(StartupStep.LOADING);
    long expired = new RetentionService(workspace).expire(Actor.COMMAND);
    if (expired > 0) {
      workspace.reporter().say("deleted " + expired + " events that are kept no longer");
    }
    workspace.warnOfFormerNames();
    workspace.aliases().load();
    return new Result(PreparedCorpus.of(corpus, workspace.aliases()), bundle, isErasurePending);
  }

  /** Completes erasure work that this server or another could not do immediately. */
  private boolean finishErasures() {
    try {
      var _ = ErasureService.of(workspace).finish();
      return true;
    } catch (KuayuException failure) {
      workspace.reporter().warn("an erasure is not complete yet: " + failure.getMessage());
      return false;
    }
  }
}
