package io.kuayu.cli.command.privacy;

import io.kuayu.application.export.DerivedLists;
import io.kuayu.application.export.ExportService;
import io.kuayu.application.export.SubjectData;
import io.kuayu.application.privacy.Actor;
import io.kuayu.application.users.CorpusUsers;
import io.kuayu.application.workspace.UserAliases;
import io.kuayu.application.workspace.Workspace;
import io.kuayu.cli.command.CommandJson;
import io.kuayu.cli.command.ConfigurationOption;
import io.kuayu.cli.command.Verbosity;
import io.kuayu.cli.console.Console;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kuayu export}. */
@Command(
    name = "export",
    description = {
      "Prints everything held about a person as JSON: events, decisions, and what is derived from"
          + " them now, which are their lists with reasons where a model is trained."
    })
public final class ExportCommand implements Callable<Integer> {
  @Mixin private ConfigurationOption setup = new ConfigurationOption();
  @Mixin private Verbosity speech = new Verbosity();

  @Option(names = "--user", required = true, paramLabel = "ID", description = "Whose.")
  private String user = "";

  @Override
  public Integer call() {
    Console console = speech.console();
    Workspace workspace = setup.workspace(console);
    SubjectData held =
        ExportService.of(workspace).export(Actor.COMMAND, CorpusUsers.resolve(workspace, user));
    Map<String, Object> exported = new LinkedHashMap<>();
    exported.put("user", user);
    exported.putAll(held.told(workspace.corpus().catalogue()));
    Map<String, Object> lists = new LinkedHashMap<>();
    DerivedLists.of(workspace, CorpusUsers.of(workspace).person(user))
        .byDomain()
        .forEach((domain, answer) -> lists.put(domain, CommandJson.tree(answer)));
    exported.put("lists", lists);
    if (held.isNothing()) {
      console.warn(
          "nothing is held about this person (looked up in "
              + UserAliases.columns(workspace.configuration().corpus())
              + ")");
    }
    CommandJson.print(console, exported);
    return 0;
  }
}
