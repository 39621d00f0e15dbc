package io.kuayu.cli.command.server;

import io.kuayu.application.erasure.ErasureService;
import io.kuayu.application.erasure.WorkspaceData;
import io.kuayu.application.privacy.Actor;
import io.kuayu.application.retention.RetentionService;
import io.kuayu.application.serving.PreparedCorpus;
import io.kuayu.application.settings.Configuration;
import io.kuayu.application.settings.ServerSettings;
import io.kuayu.application.workspace.LinkingTable;
import io.kuayu.application.workspace.Workspace;
import io.kuayu.cli.command.ConfigurationOption;
import io.kuayu.cli.command.Verbosity;
import io.kuayu.cli.console.Console;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Seed;
import io.kuayu.corpus.Corpus;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.ResourceLimits;
import io.kuayu.model.bundle.Bundle;
import io.kuayu.privacy.link.LinkStore;
import io.kuayu.server.KuayuServer;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kuayu serve}. */
@Command(name = "serve", description = "Answers over HTTP until it is stopped by Ctrl-C.")
public final class ServeCommand implements Callable<Integer> {
  private static final Logger LOG = System.getLogger(ServeCommand.class.getName());

  @Mixin private ConfigurationOption setup = new ConfigurationOption();
  @Mixin private Verbosity speech = new Verbosity();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Where to listen; 0 for any free port; default: server.port, or 8080.")
  private @Nullable Integer port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description =
          "The address to listen at; default: server.host, or 127.0.0.1, this machine alone."
              + " Another one needs a key: see kuayu keys.")
  private @Nullable String host;

  @Option(
      names = {"-m", "--model"},
      paramLabel = "NAME",
      description = "Which model; default: 'model' of the configuration.")
  private @Nullable String model;

  @Override
  public Integer call() throws InterruptedException {
    Thread.ofPlatform().daemon().name("ahead").start(ServeCommand::loadAhead);
    Console console = speech.console();
    Workspace workspace = setup.workspace(console);
    String family = workspace.training().family(Optional.ofNullable(model));
    Corpus corpus = workspace.corpus();
    boolean erased = finishErasures(workspace, console);
    Bundle bundle = workspace.models().current(Optional.of(family));
    console.detail("answers with " + bundle.manifest().version());
    Configuration configuration = workspace.configuration();
    long expired = new RetentionService(workspace).expire(Actor.COMMAND);
    if (expired > 0) {
      console.say("deleted " + expired + " events that are kept no longer");
    }
    Path bundles = configuration.workdir().resolve("models");
    ServerSettings settings = settings(configuration.server());
    CountDownLatch ended = new CountDownLatch(1);
    workspace.warnOfFormerNames();
    try (LinkStore links = LinkingTable.open(configuration.corpus().privacy());
        KuayuServer server =
            KuayuServer.start(
                settings,
                PreparedCorpus.of(corpus),
                bundles,
                new Seed(configuration.seed()),
                workspace.privacyRules(links),
                WorkspaceData.running(configuration, console))) {
      server.activate(bundle);
      if (!erased) {
        server.expectErasures();
      }
      console.out().println("http://" + settings.host() + ":" + server.port() + "/");
      console.out().flush();
      CountDownLatch stopped = new CountDownLatch(1);
      Thread hook = new Thread(() -> stop(stopped, ended), "stop");
      Runtime.getRuntime().addShutdownHook(hook);
      stopped.await();
      console.say("stopping: requests that have begun are answered");
    } finally {
      ended.countDown();
    }
    return 0;
  }

  /** Loads native code and classes from disk while the configuration is read. */
  private static void loadAhead() {
    try {
      Database.inMemory(ResourceLimits.DEFAULT).close();
      KuayuServer.loadAhead();
    } catch (RuntimeException | LinkageError e) {
      // The code that needs it fails again and reports the failure.
      LOG.log(Logger.Level.DEBUG, "nothing was loaded ahead", e);
    }
  }

  /**
   * Completes pending erasure work that this server or another could not do immediately.
   *
   * @return whether nothing is pending; otherwise the server retries while it runs
   */
  private static boolean finishErasures(Workspace workspace, Console console) {
    try {
      var _ = ErasureService.of(workspace).finish();
      return true;
    } catch (KuayuException failure) {
      console.warn("an erasure is not complete yet: " + failure.getMessage());
      return false;
    }
  }

  private ServerSettings settings(ServerSettings configured) {
    return configured.at(
        Optional.ofNullable(host).orElse(configured.host()),
        Optional.ofNullable(port).orElse(configured.port()));
  }

  /** Delays the end of the JVM until everything is closed. */
  private static void stop(CountDownLatch stopped, CountDownLatch ended) {
    stopped.countDown();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
