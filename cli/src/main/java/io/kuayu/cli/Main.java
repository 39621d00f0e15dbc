package io.kuayu.cli;

import io.kuayu.application.settings.ConfigFile.ConfigurationException;
import io.kuayu.cli.console.Failures;
import io.kuayu.core.ErrorCode;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry point of {@code ./kuayu}. */
public final class Main {
  private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

  private Main() {}

  /** Runs one command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    List<String> given = Arrays.asList(arguments);
    boolean verbose = given.contains("-v") || given.contains("--verbose");
    // Set before the first logger exists. Libraries log warnings to stderr, never to stdout.
    if (System.getProperty(LOG_LEVEL) == null) {
      System.setProperty(LOG_LEVEL, verbose ? "info" : "error");
    }
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(out, err, arguments);
    out.flush();
    System.exit(code);
  }

  /**
   * Runs one command in this JVM; results go to {@code out}, everything else to {@code err}.
   *
   * @return the exit code
   */
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine root = commands();
    root.setOut(out)
        .setErr(err)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler((failure, _) -> wrongArguments(failure, err))
        .setExecutionExceptionHandler(Main::failed);
    root.setExecutionStrategy(
        parsed -> {
          try {
            Integer help = CommandLine.executeHelpRequest(parsed);
            if (help != null) {
              return help;
            }
            if (!parsed.hasSubcommand()) {
              root.usage(err);
              return CommandLine.ExitCode.USAGE;
            }
            return new CommandLine.RunLast().execute(parsed);
          } catch (OutOfMemoryError e) {
            err.println(Failures.message(e));
            return 1;
          }
        });
    int code = root.execute(arguments);
    out.flush();
    err.flush();
    return code;
  }

  /** All commands with their options; nothing is run. */
  public static CommandLine commands() {
    CommandLine root = new CommandLine(new KuayuCommand());
    root.addSubcommand("completion", new CommandLine(new GenerateCompletion()));
    addHelp(root);
    return root;
  }

  /** Gives every command that has none, here and below, the option that shows its help. */
  private static void addHelp(CommandLine command) {
    if (!command.getCommandSpec().optionsMap().containsKey("--help")) {
      command
          .getCommandSpec()
          .addOption(
              OptionSpec.builder("-h", "--help")
                  .usageHelp(true)
                  .description("Show this help.")
                  .build());
    }
    command.getSubcommands().values().stream().distinct().forEach(Main::addHelp);
  }

  private static int failed(Exception failure, CommandLine command, ParseResult parsed) {
    command.getOut().flush();
    PrintWriter err = command.getErr();
    err.println(Failures.message(failure));
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    if (last.hasMatchedOption("--verbose")) {
      failure.printStackTrace(err);
    }
    err.flush();
    return Failures.exitCode(failure, failure instanceof ConfigurationException);
  }

  private static int wrongArguments(ParameterException failure, PrintWriter err) {
    err.println(Failures.problem(ErrorCode.USAGE, String.valueOf(failure.getMessage())));
    List<String> near =
        failure instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    if (!near.isEmpty()) {
      err.println("  did you mean " + String.join(" or ", near) + "?");
    }
    err.println("  see: " + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }
}
