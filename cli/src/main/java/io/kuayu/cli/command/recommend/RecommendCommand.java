package io.kuayu.cli.command.recommend;

import io.kuayu.application.WrongUsage;
import io.kuayu.application.explain.ChatExplainer;
import io.kuayu.application.explain.ExplanationService;
import io.kuayu.application.explain.WrittenExplanation;
import io.kuayu.application.recommend.RecommendQuery;
import io.kuayu.application.recommend.RecommendService;
import io.kuayu.application.users.CorpusUsers;
import io.kuayu.application.workspace.TrainedModel;
import io.kuayu.application.workspace.UserAliases;
import io.kuayu.application.workspace.Workspace;
import io.kuayu.cli.command.CommandJson;
import io.kuayu.cli.command.ConfigurationOption;
import io.kuayu.cli.command.HistoryArgument;
import io.kuayu.cli.command.ListOptions;
import io.kuayu.cli.command.ModelOption;
import io.kuayu.cli.command.Verbosity;
import io.kuayu.cli.console.Console;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Event;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Reason;
import io.kuayu.core.Recommendation;
import io.kuayu.corpus.Corpus;
import io.kuayu.engine.consent.PersonalEngine;
import io.kuayu.engine.consent.PersonalRequest;
import io.kuayu.engine.request.Answer;
import io.kuayu.engine.request.CandidateRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kuayu recommend}. */
@Command(name = "recommend", description = "Recommends for a person or for a history.")
public final class RecommendCommand implements Callable<Integer> {
  @Mixin private ConfigurationOption setup = new ConfigurationOption();
  @Mixin private Verbosity speech = new Verbosity();
  @Mixin private ModelOption model = new ModelOption();
  @Mixin private ListOptions list = new ListOptions();

  @Option(names = "--user", paramLabel = "ID", description = "For this person of the data.")
  private @Nullable String user;

  @Option(
      names = "--history",
      paramLabel = "DOMAIN:ITEM,…",
      description = "For somebody who did this, oldest first; may be repeated.")
  private @Nullable List<String> history;

  @Option(
      names = "--profile",
      paramLabel = "full|none",
      defaultValue = "full",
      description =
          "none: a list that nothing of the person is used for; default: ${DEFAULT-VALUE}.")
  private String profile = "full";

  @Option(names = "--explain", description = "Tell the reasons of each item.")
  private boolean explain;

  @Option(names = "--json", description = "Print the list as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    list.check();
    if ((user == null) == (history == null)) {
      throw new WrongUsage(
          user == null ? "nobody is named" : "both --user and --history are given",
          "give either --user ID or --history DOMAIN:ITEM,…");
    }
    Console console = speech.console();
    Workspace workspace = setup.workspace(console);
    model.check(workspace);
    Corpus corpus = workspace.corpus();
    RecommendQuery query = query(corpus.catalogue());
    CorpusUsers people = CorpusUsers.of(workspace);
    if (user != null && !people.person(user).isKnown()) {
      console.warn(
          "the data hold nobody named '%s' (looked up in %s): answered as for someone new"
              .formatted(user, UserAliases.columns(workspace.configuration().corpus())));
    }
    try (TrainedModel trained = model.open(workspace)) {
      PersonalEngine engine = workspace.engine(trained);
      RecommendService service = new RecommendService(engine, people);
      warnOfUnknown(service.unknownItems(query), console);
      Answer answer = service.recommend(query).answer();
      if (answer.items().isEmpty()) {
        console.warn("the list is empty: " + service.whyEmpty(query));
      }
      Map<ItemKey, WrittenExplanation> written = written(workspace, engine, answer);
      if (json) {
        console.out().println(CommandJson.list(answer, written));
      } else {
        print(answer, written, console);
      }
      console.out().flush();
    }
    return 0;
  }

  /** Explanations by the chat model, where one is configured and reasons were asked for. */
  private Map<ItemKey, WrittenExplanation> written(
      Workspace workspace, PersonalEngine engine, Answer answer) {
    if (!explain || workspace.configuration().chat().isEmpty()) {
      return Map.of();
    }
    try (ExplanationService explanations =
        new ExplanationService(
            engine,
            workspace.configuration().chat().map(chat -> ChatExplainer.open(chat, _ -> {})))) {
      return explanations.of(answer, UnaryOperator.identity());
    }
  }

  private RecommendQuery query(Catalogue catalogue) {
    Set<String> domains = list.domains(catalogue);
    PersonalRequest request =
        PersonalRequest.PLAIN
            .withHistory(given(catalogue))
            .withSize(list.size())
            .withRules(CandidateRules.NONE.withDomains(domains))
            .withExplain(explain);
    return new RecommendQuery(Optional.ofNullable(user), isPersonal(), request);
  }

  private boolean isPersonal() {
    return switch (profile) {
      case "none" -> false;
      case "full" -> true;
      default -> throw new WrongUsage("--profile is '" + profile + "'", "choose full or none");
    };
  }

  private List<Event> given(Catalogue catalogue) {
    return history == null
        ? List.of()
        : new HistoryArgument(catalogue).read(history, System.currentTimeMillis() / 1000);
  }

  private static void warnOfUnknown(List<ItemKey> unknown, Console console) {
    if (!unknown.isEmpty()) {
      List<String> names = new ArrayList<>();
      unknown.stream().limit(10).forEach(item -> names.add("'" + item + "'"));
      console.warn(
          unknown.size()
              + " of the history's items are not in the catalogue and were left out: "
              + String.join(", ", names));
    }
  }

  private static void print(
      Answer answer, Map<ItemKey, WrittenExplanation> written, Console console) {
    for (Recommendation line : answer.items()) {
      String name = line.title().isBlank() ? line.item().id() : line.title();
      console
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%3d  %-10s %-12s %10.4f  %-12s %s",
                  line.rank(),
                  line.item().domain(),
                  line.item().id(),
                  line.score(),
                  line.source(),
                  name));
      Optional.ofNullable(written.get(line.item()))
          .ifPresent(explanation -> console.out().println("       " + explanation.text()));
      for (Reason reason : line.reasons()) {
        console
            .out()
            .println(String.format(Locale.ROOT, "       %+.2f %s", reason.weight(), reason.text()));
      }
      answer
          .ledger(line.item())
          .ifPresent(ledger -> console.out().println("       " + LedgerText.of(ledger)));
      List<String> words = answer.words(line.item());
      if (!words.isEmpty()) {
        console.out().println("       words in common: " + String.join(", ", words));
      }
    }
  }
}
