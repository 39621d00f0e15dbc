package io.kuayu.cli.command.setup;

import io.kuayu.cli.command.Verbosity;
import io.kuayu.cli.console.Console;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kuayu version}. */
@Command(name = "version", description = "Prints the versions of Kuayu, Java and the system.")
public final class VersionCommand implements Callable<Integer> {
  @Mixin private Verbosity speech = new Verbosity();

  @Override
  public Integer call() {
    Console console = speech.console();
    console.out().println("kuayu " + version());
    console.out().println("java " + Runtime.version());
    console.out().println(System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return 0;
  }

  /** The version of this build. */
  public static String version() {
    return Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
        .orElse("from sources");
  }
}
