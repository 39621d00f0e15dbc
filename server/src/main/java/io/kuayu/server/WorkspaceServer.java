package io.kuayu.server;

import io.kuayu.application.erasure.WorkspaceData;
import io.kuayu.application.serving.StartupService;
import io.kuayu.application.settings.Configuration;
import io.kuayu.application.settings.ServerSettings;
import io.kuayu.application.workspace.LinkingTable;
import io.kuayu.application.workspace.Workspace;
import io.kuayu.core.Seed;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.ResourceLimits;
import io.kuayu.model.bundle.Bundle;
import io.kuayu.privacy.link.LinkStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server on a work folder. It listens before anything is prepared, so that health checks see it
 * during long preparations and trainings.
 */
public final class WorkspaceServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkspaceServer.class);

  private final Workspace workspace;
  private final KuayuServer server;
  private @Nullable LinkStore links;

  private WorkspaceServer(Workspace workspace, KuayuServer server) {
    this.workspace = workspace;
    this.server = server;
  }

  /** Loads native code and classes from disk while the configuration is read. */
  public static void loadAhead() {
    try {
      Database.inMemory(ResourceLimits.DEFAULT).close();
      KuayuServer.loadAhead();
    } catch (RuntimeException | LinkageError e) {
      // The code that needs it fails again and reports the failure.
      LOG.debug("nothing was loaded ahead", e);
    }
  }

  /**
   * Starts to listen; {@link #prepare} makes it answer.
   *
   * @throws io.kuayu.core.KuayuException if it would be reachable by other machines without a key,
   *     or cannot listen
   */
  public static WorkspaceServer listen(Workspace workspace, ServerSettings settings) {
    return new WorkspaceServer(workspace, KuayuServer.listen(settings));
  }

  /**
   * Does the steps that are lacking; the server is ready when this returns.
   *
   * @param model a family; the configured one where empty
   * @return the bundle that answers
   */
  public Bundle prepare(Optional<String> model) {
    StartupService.Result ready = new StartupService(workspace, server::tell).run(model);
    Configuration configuration = workspace.configuration();
    LinkStore linking = LinkingTable.open(configuration.corpus().privacy());
    links = linking;
    server.open(
        ready.corpus(),
        configuration.workdir().resolve("models"),
        new Seed(configuration.seed()),
        workspace.privacyRules(linking),
        WorkspaceData.running(configuration, workspace.reporter()),
        configuration.chat());
    server.activate(ready.bundle());
    if (ready.isErasurePending()) {
      server.expectErasures();
    }
    return ready.bundle();
  }

  /** The port on which it listens. */
  public int port() {
    return server.port();
  }

  /** Completes running requests, then closes the stores. */
  @Override
  public void close() {
    server.close();
    if (links != null) {
      links.close();
    }
  }
}
