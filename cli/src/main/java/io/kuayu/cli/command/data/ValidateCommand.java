package io.kuayu.cli.command.data;

import io.kuayu.application.workspace.Workspace;
import io.kuayu.cli.command.CommandJson;
import io.kuayu.cli.command.ConfigurationOption;
import io.kuayu.cli.command.Verbosity;
import io.kuayu.cli.console.Console;
import io.kuayu.core.KuayuException;
import io.kuayu.corpus.report.BadRow;
import io.kuayu.corpus.validate.Check;
import io.kuayu.corpus.validate.Validation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kuayu validate}. */
@Command(
    name = "validate",
    description = "Checks the data, and names each check PASS, WARN or FAIL; exit code 1 on FAIL.")
public final class ValidateCommand implements Callable<Integer> {
  @Mixin private ConfigurationOption setup = new ConfigurationOption();
  @Mixin private Verbosity speech = new Verbosity();

  @Option(names = "--json", description = "Print the checks as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Console console = speech.console();
    List<Check> checks = check(setup.workspace(console));
    if (json) {
      CommandJson.print(console, checks);
    } else {
      checks.forEach(check -> print(check, console));
      console.out().flush();
    }
    return checks.stream().anyMatch(check -> check.status() == Check.Status.FAIL) ? 1 : 0;
  }

  /** Data from which no corpus can be built is a failed check too. */
  private static List<Check> check(Workspace workspace) {
    try {
      // The checks tell what was left out, so it is not told on the way.
      var _ = workspace.preparation().update();
      return Validation.check(workspace.corpus());
    } catch (KuayuException e) {
      String message = e.getMessage() + "; " + e.remedy();
      return List.of(new Check("corpus", Check.Status.FAIL, message, Map.of(), List.of()));
    }
  }

  private static void print(Check check, Console console) {
    console
        .out()
        .println(
            String.format(
                Locale.ROOT, "%-4s  %-28s %s", check.status(), check.name(), check.message()));
    for (BadRow row : check.first()) {
      console.out().println("        " + row);
    }
  }
}
