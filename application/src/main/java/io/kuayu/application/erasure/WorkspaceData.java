package io.kuayu.application.erasure;

import io.kuayu.application.Reporter;
import io.kuayu.application.settings.Configuration;
import io.kuayu.application.workspace.PendingErasures;
import io.kuayu.application.workspace.Workspace;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.corpus.Corpus;
import io.kuayu.model.ModelFamilies;
import io.kuayu.storage.PendingRemoval;
import io.kuayu.storage.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The corpus, checkpoints and models of a work folder. Each piece of work loads the corpus once,
 * beside the one that a running server answers with.
 */
public final class WorkspaceData implements LearntData {
  private final Supplier<Workspace> workspaces;
  private final boolean running;

  private WorkspaceData(Supplier<Workspace> workspaces, boolean running) {
    this.workspaces = workspaces;
    this.running = running;
  }

  /** For a command: a step that cannot be taken fails. */
  public static WorkspaceData of(Workspace workspace) {
    return new WorkspaceData(() -> workspace, false);
  }

  /**
   * For a running server: prepares no data, and leaves steps that cannot be taken for later.
   *
   * @param reporter is told what is done meanwhile
   */
  public static WorkspaceData running(Configuration configuration, Reporter reporter) {
    return new WorkspaceData(() -> new Workspace(configuration, reporter), true);
  }

  /**
   * {@inheritDoc}
   *
   * @throws KuayuException where the corpus cannot be loaded, or a running server would have to
   *     prepare it first
   */
  @Override
  public Holding open(String user) {
    return new WorkspaceHolding(workspace(), user, running);
  }

  private Workspace workspace() {
    Workspace workspace = workspaces.get();
    Configuration configuration = workspace.configuration();
    if (running && !Corpus.isCurrent(configuration.corpus(), configuration.workdir())) {
      throw new KuayuException(
          ErrorCode.WORKDIR_LOCKED,
          "the input files or the settings of the data have changed since the server started",
          "start it again: it prepares the data without the people who were erased");
    }
    return workspace;
  }

  /**
   * {@inheritDoc}
   *
   * <p>The stores know what is left: who was erased, and when, against the age of each model. The
   * models are trained again, as what they were trained on is not known any more.
   */
  @Override
  public List<String> finish() {
    Workspace workspace = workspace();
    Configuration configuration = workspace.configuration();
    if (lastErasure(configuration).isEmpty()) {
      return List.of();
    }
    // Opening it takes out everybody who was erased.
    var _ = workspace.corpus();
    var _ = Checkpoints.of(configuration).deleteUntil(lastErasure(configuration).orElse(0));
    List<String> recounted = new ArrayList<>();
    for (String model : PendingErasures.of(configuration).modelsOfErased()) {
      if (ModelFamilies.unlearnsByCounting(model)) {
        var _ = workspace.training().train(Optional.of(model));
        recounted.add(model);
      }
    }
    return List.copyOf(recounted);
  }

  private static OptionalLong lastErasure(Configuration configuration) {
    if (!configuration.server().store().exists()) {
      return OptionalLong.empty();
    }
    try (Stores stores = configuration.server().store().open()) {
      return stores.privacy().waiting().stream()
          .filter(PendingRemoval::isErasure)
          .mapToLong(PendingRemoval::moment)
          .max();
    }
  }
}
