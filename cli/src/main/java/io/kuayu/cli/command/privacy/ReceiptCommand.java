package io.kuayu.cli.command.privacy;

import io.kuayu.application.erasure.Receipts;
import io.kuayu.cli.command.ConfigurationOption;
import io.kuayu.cli.command.Verbosity;
import io.kuayu.cli.console.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kuayu receipt}. */
@Command(
    name = "receipt",
    description = "Tells whether a receipt of 'forget' was written here and is as it was written.")
public final class ReceiptCommand implements Callable<Integer> {
  @Mixin private ConfigurationOption setup = new ConfigurationOption();
  @Mixin private Verbosity speech = new Verbosity();

  @Parameters(paramLabel = "FILE", description = "The receipt.")
  private Path file = Path.of("receipt.json");

  @Override
  public Integer call() throws IOException {
    Console console = speech.console();
    boolean genuine =
        new Receipts(setup.workspace(console).configuration().server().access())
            .isGenuine(Files.readString(file).strip());
    console.out().println(genuine ? "genuine" : "FAIL not as it was written here");
    console.out().flush();
    return genuine ? 0 : 1;
  }
}
