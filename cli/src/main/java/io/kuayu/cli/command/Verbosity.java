package io.kuayu.cli.command;

import io.kuayu.cli.console.Console;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The amount of output of a command. */
public final class Verbosity {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      scope = ScopeType.INHERIT,
      names = {"-v", "--verbose"},
      description = "Tell details, and where a failure came from.")
  private boolean verbose;

  @Option(
      scope = ScopeType.INHERIT,
      names = {"-q", "--quiet"},
      description = "Tell nothing but results and failures.")
  private boolean quiet;

  boolean verbose() {
    return verbose;
  }

  /** The console of this run of the command. */
  public Console console() {
    return new Console(
        spec.commandLine().getOut(),
        spec.commandLine().getErr(),
        verbose ? 1 : quiet ? -1 : 0,
        Boolean.getBoolean("kuayu.terminal"),
        System.getenv("NO_COLOR") == null);
  }
}
