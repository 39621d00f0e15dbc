package io.kuayu.cli.command;

import io.kuayu.application.erasure.SubjectData;
import io.kuayu.application.workspace.TrainedModel;
import io.kuayu.application.workspace.Workspace;
import io.kuayu.cli.console.Console;
import io.kuayu.core.History;
import io.kuayu.engine.consent.Person;
import io.kuayu.engine.consent.PersonalEngine;
import io.kuayu.engine.consent.PersonalRequest;
import io.kuayu.engine.request.CandidateRules;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private static final int LIST = 10;

  @Mixin private ConfigurationOption setup = new ConfigurationOption();
  @Mixin private Verbosity speech = new Verbosity();

  @Option(names = "--user", required = true, paramLabel = "ID", description = "Whose.")
  private String user = "";

  @Override
  public Integer call() {
    Console console = speech.console();
    Workspace workspace = setup.workspace(console);
    SubjectData held = SubjectData.about(workspace, user);
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("user", user);
    told.putAll(held.told(workspace.corpus().catalogue()));
    told.put("lists", held.corpus().isEmpty() ? Map.of() : lists(workspace, held));
    if (held.isNothing()) {
      console.warn("nothing is held about this person");
    }
    CommandJson.print(console, told);
    return 0;
  }

  private static Map<String, Object> lists(Workspace workspace, SubjectData held) {
    Map<String, Object> lists = new LinkedHashMap<>();
    Optional<TrainedModel> found = workspace.models().openConfigured();
    if (found.isEmpty()) {
      return lists;
    }
    try (TrainedModel trained = found.get()) {
      PersonalEngine engine = workspace.engine(trained);
      Person person =
          Person.of(new History(held.corpus()), workspace.consent().answering(held.name()));
      for (String domain : engine.catalogue().domains()) {
        PersonalRequest request =
            PersonalRequest.PLAIN
                .withSize(LIST)
                .withRules(CandidateRules.NONE.withDomains(Set.of(domain)))
                .withExplain(true);
        lists.put(domain, CommandJson.tree(engine.answer(person, request)));
      }
    }
    return lists;
  }
}
