package io.kuayu.cli.command.setup;

import io.kuayu.cli.command.CommandJson;
import io.kuayu.cli.command.Verbosity;
import io.kuayu.cli.console.Console;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kuayu doctor}. */
@Command(name = "doctor", description = "Tells what this machine has and lacks.")
public final class DoctorCommand implements Callable<Integer> {
  @Mixin private Verbosity speech = new Verbosity();

  @Option(
      names = "--workdir",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The folder whose disk is looked at; default: the current one.")
  private Path workdir = Path.of(".");

  @Option(names = "--json", description = "Print the findings as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Console console = speech.console();
    List<MachineCheck> checks = MachineCheck.all(workdir);
    if (json) {
      CommandJson.print(console, checks);
    } else {
      for (MachineCheck check : checks) {
        console
            .out()
            .println(
                String.format(
                    Locale.ROOT, "%-4s  %-16s %s", check.status(), check.name(), check.found()));
        if (!check.remedy().isEmpty()) {
          console.out().println("                        " + check.remedy());
        }
      }
      console.out().flush();
    }
    return checks.stream().anyMatch(check -> check.status() == MachineCheck.Status.FAIL) ? 1 : 0;
  }
}
