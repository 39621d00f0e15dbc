package io.kuayu.cli.command.server;

import io.kuayu.application.backup.BackupResult;
import io.kuayu.application.backup.RestoreService;
import io.kuayu.application.privacy.Actor;
import io.kuayu.application.settings.Configuration;
import io.kuayu.cli.command.ConfigurationOption;
import io.kuayu.cli.command.Verbosity;
import io.kuayu.cli.console.Console;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kuayu restore}. */
@Command(
    name = "restore",
    description = "Puts the files of a backup in their places; no server may run there.")
public final class RestoreCommand implements Callable<Integer> {
  @Mixin private ConfigurationOption setup = new ConfigurationOption();
  @Mixin private Verbosity speech = new Verbosity();

  @Parameters(paramLabel = "SOURCE", description = "The folder that 'kuayu backup' wrote.")
  private Path source = Path.of("backup");

  @Option(
      names = "--force",
      description =
          "Replaces what is there. The audit log is put aside; everything else is deleted.")
  private boolean force;

  @Override
  public Integer call() {
    Console console = speech.console();
    BackupResult result =
        RestoreService.of(Configuration.read(setup.configFile()))
            .restore(Actor.COMMAND, source, force);
    result.notes().forEach(console::warn);
    console
        .out()
        .println(
            "restored %d files of %d bytes as they were at %s"
                .formatted(result.files(), result.bytes(), result.created()));
    console.out().flush();
    return 0;
  }
}
