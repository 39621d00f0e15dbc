package io.kuayu.cli.command;

import io.kuayu.application.WrongUsage;
import io.kuayu.application.workspace.LinkingTable;
import io.kuayu.application.workspace.Workspace;
import io.kuayu.cli.console.Console;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import io.kuayu.storage.Stores;
import io.kuayu.storage.sql.StoreSettings;
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
    Workspace workspace = named(setup.workspace(console));
    Pseudonyms names = workspace.names();
    List<String> domains =
        names.arePerDomain() ? workspace.configuration().corpus().domainNames() : List.of();
    List<String> asked = ids == null || ids.isEmpty() ? lines() : ids;
    for (String id : asked) {
      console.out().println(id + "\t" + names.person(id));
      domains.forEach(
          domain -> console.out().println(id + "\t" + names.in(domain, id) + "\t" + domain));
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
    Workspace workspace = named(setup.workspace(speech.console()));
    workspace.configuration().corpus().privacy().key().rotate();
    return renew(workspace);
  }

  @Command(
      name = "renew",
      description =
          "Renames what is stored under older names, after a key was added by other means or"
              + " 'per-domain' was changed. Stop the servers first.")
  int renew() {
    return renew(named(setup.workspace(speech.console())));
  }

  private int renew(Workspace workspace) {
    StoreSettings store = workspace.configuration().server().store();
    long renamed = 0;
    if (store.exists()) {
      try (Stores stores = store.open()) {
        renamed = stores.privacy().rename(workspace.names());
      }
    }
    LinkingTable.rename(workspace.configuration().corpus().privacy());
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
