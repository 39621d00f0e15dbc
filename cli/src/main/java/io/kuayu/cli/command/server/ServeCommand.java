package io.kuayu.cli.command.server;

import io.kuayu.application.settings.ServerSettings;
import io.kuayu.application.workspace.Workspace;
import io.kuayu.cli.command.ConfigurationOption;
import io.kuayu.cli.command.Verbosity;
import io.kuayu.cli.console.Console;
import io.kuayu.cli.console.Failures;
import io.kuayu.cli.console.StopNotice;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.model.bundle.Bundle;
import io.kuayu.server.WorkspaceServer;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kuayu serve}. */
@Command(
    name = "serve",
    description = "Answers over HTTP until it is stopped by Ctrl-C, which exits with 130.")
public final class ServeCommand implements Callable<Integer> {
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
    Thread.ofPlatform().daemon().name("ahead").start(WorkspaceServer::loadAhead);
    Console console = speech.console();
    Workspace workspace = setup.workspace(console);
    Optional<String> family = Optional.of(workspace.training().family(Optional.ofNullable(model)));
    ServerSettings settings = settings(workspace.configuration().server());
    CountDownLatch ended = new CountDownLatch(1);
    try (WorkspaceServer server = WorkspaceServer.listen(workspace, settings)) {
      String address = settings.scheme() + "://" + settings.host() + ":" + server.port() + "/";
      console.detail("listening at " + address + "; not ready yet");
      Bundle bundle;
      try (StopNotice _ = StopNotice.open(console, "serve was stopped before it was ready")) {
        bundle = server.prepare(family);
      }
      console.detail("answers with " + bundle.manifest().version());
      CountDownLatch stopped = new CountDownLatch(1);
      Thread hook = new Thread(() -> stop(stopped, ended), "stop");
      Runtime.getRuntime().addShutdownHook(hook);
      console.out().println(address);
      console.out().flush();
      stopped.await();
      console.say("stopping: requests that have begun are answered");
    } catch (KuayuException failure) {
      if (failure.code() != ErrorCode.PORT_IN_USE) {
        throw failure;
      }
      // One line: scripts show it beside the process that has the port.
      console.err().println(Failures.line(failure));
      return 1;
    } finally {
      ended.countDown();
    }
    return 0;
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
