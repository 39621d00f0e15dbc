package io.kuayu.cli.command.privacy;

import io.kuayu.application.privacy.Actor;
import io.kuayu.application.pseudonym.PseudonymService;
import io.kuayu.cli.command.ConfigurationOption;
import io.kuayu.cli.command.Verbosity;
import io.kuayu.cli.console.Console;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kuayu pseudonyms}. */
@Command(
    name = "pseudonyms",
    description = "Tells people's pseudonyms, and changes the key that they are made with.")
public final class PseudonymsCommand {
  @Mixin private ConfigurationOption setup = new ConfigurationOption();
  @Mixin private Verbosity speech = new Verbosity();

  @Command(
      name = "of",
      description = {
        "Prints each id with its pseudonym, as tab-separated lines.",
        "Where domains have names of their own, a line for each follows, with the domain behind it."
      })
  int of(
      @Parameters(
              paramLabel = "ID",
              arity = "0..*",
              description = "Whose; without any, one a line from standard input.")
          List<String> ids) {
    Console console = speech.console();
    PseudonymService service = service();
    List<String> asked = ids == null || ids.isEmpty() ? lines() : ids;
    for (String id : asked) {
      for (PseudonymService.Pseudonym name : service.of(id)) {
        String domain = name.domain().isEmpty() ? "" : "\t" + name.domain();
        console.out().println(id + "\t" + name.name() + domain);
      }
    }
    console.out().flush();
    return 0;
  }

  @Command(
      name = "rotate",
      description = {
        "Adds a new key and renames everything that is stored. Stop the servers first.",
        "The old keys stay in the file: they lead from an id to its present name."
      })
  int rotate() {
    return report(service().rotate(Actor.COMMAND));
  }

  @Command(
      name = "renew",
      description =
          "Renames what is stored under older names, after a key was added by other means or"
              + " 'per-domain' was changed. Stop the servers first.")
  int renew() {
    return report(service().renew(Actor.COMMAND));
  }

  private PseudonymService service() {
    return new PseudonymService(setup.workspace(speech.console()).configuration());
  }

  private int report(long renamed) {
    speech
        .console()
        .say(
            renamed
                + " names were changed in the store; the next command prepares"
                + " the corpus anew");
    return 0;
  }

  private static List<String> lines() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      return in.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
