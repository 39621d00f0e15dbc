package io.kuayu.cli.command.server;

import io.kuayu.application.backup.BackupResult;
import io.kuayu.application.backup.BackupService;
import io.kuayu.application.privacy.Actor;
import io.kuayu.application.settings.Configuration;
import io.kuayu.cli.command.ConfigurationOption;
import io.kuayu.cli.command.Verbosity;
import io.kuayu.cli.console.Console;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kuayu backup}. */
@Command(
    name = "backup",
    description =
        "Copies store, linking table, keys, audit log and models into a folder; servers may run"
            + " meanwhile. Whoever has the folder has the keys: guard it.")
public final class BackupCommand implements Callable<Integer> {
  @Mixin private ConfigurationOption setup = new ConfigurationOption();
  @Mixin private Verbosity speech = new Verbosity();

  @Parameters(paramLabel = "TARGET", description = "A folder that does not exist yet.")
  private Path target = Path.of("backup");

  @Override
  public Integer call() {
    Console console = speech.console();
    BackupResult result =
        BackupService.of(Configuration.read(setup.configFile())).backUp(Actor.COMMAND, target);
    result.notes().forEach(console::warn);
    console
        .out()
        .println(
            "backed up %d files of %d bytes into %s"
                .formatted(result.files(), result.bytes(), target));
    console.out().flush();
    return 0;
  }
}
