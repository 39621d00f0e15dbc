package io.kuayu.cli.command;

import io.kuayu.cli.console.Console;
import io.kuayu.cli.console.WrongUsage;
import io.kuayu.cli.workspace.Workspace;
import io.kuayu.privacy.pseudonym.Pseudonyms;
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
  @Mixin private Setup setup = new Setup();
  @Mixin private Speech speech = new Speech();

  @Command(name = "of", description = "Prints each id with its pseudonym, as tab-separated lines.")
  int of(
      @Parameters(
              paramLabel = "ID",
              arity = "0..*",
              description = "Whose; without any, one a line from standard input.")
          List<String> ids) {
    Console console = speech.console();
    Pseudonyms names = named(setup.workspace(console)).names();
    List<String> asked = ids == null || ids.isEmpty() ? lines() : ids;
    asked.forEach(id -> console.out().println(id + "\t" + names.person(id)));
    console.out().flush();
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

  /** A workspace whose people have pseudonyms. */
  private static Workspace named(Workspace workspace) {
    if (!workspace.configuration().corpus().privacy().pseudonyms()) {
      throw new WrongUsage(
          "people keep their ids here",
          "set 'privacy: { pseudonyms: true }' to give them pseudonyms");
    }
    return workspace;
  }
}
