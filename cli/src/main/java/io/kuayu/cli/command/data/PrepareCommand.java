package io.kuayu.cli.command.data;

import io.kuayu.application.workspace.Workspace;
import io.kuayu.cli.command.CommandJson;
import io.kuayu.cli.command.ConfigurationOption;
import io.kuayu.cli.command.Verbosity;
import io.kuayu.cli.console.Console;
import io.kuayu.cli.console.StopNotice;
import io.kuayu.corpus.report.PreparationReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kuayu prepare}. */
@Command(name = "prepare", description = "Reads, cleans, joins and splits the data.")
public final class PrepareCommand implements Callable<Integer> {
  @Mixin private ConfigurationOption setup = new ConfigurationOption();
  @Mixin private Verbosity speech = new Verbosity();

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Console console = speech.console();
    Workspace workspace = setup.workspace(console);
    PreparationReport report;
    try (StopNotice _ = StopNotice.open(console, "prepare was stopped: the corpus is as before")) {
      report = workspace.preparation().prepare();
    }
    if (json) {
      CommandJson.print(console, report);
    } else {
      print(console, workspace, report);
    }
    return 0;
  }

  private static void print(Console console, Workspace workspace, PreparationReport report) {
    report.lines().forEach(console.out()::println);
    workspace
        .corpus()
        .manifest()
        .counts()
        .forEach((domain, counts) -> console.out().println(domain + ": " + counts));
    console.out().println("prepared in " + Math.round(report.seconds() * 10) / 10.0 + " s");
  }
}
