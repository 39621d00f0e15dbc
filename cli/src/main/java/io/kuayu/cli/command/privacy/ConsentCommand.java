package io.kuayu.cli.command.privacy;

import io.kuayu.application.WrongUsage;
import io.kuayu.application.consent.ConsentFile;
import io.kuayu.application.consent.ConsentRequest;
import io.kuayu.application.consent.ConsentResult;
import io.kuayu.application.consent.ConsentService;
import io.kuayu.application.privacy.Actor;
import io.kuayu.application.users.CorpusUsers;
import io.kuayu.application.workspace.PendingErasures;
import io.kuayu.application.workspace.Workspace;
import io.kuayu.cli.command.ConfigurationOption;
import io.kuayu.cli.command.Verbosity;
import io.kuayu.cli.console.Console;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.privacy.consent.Decision;
import io.kuayu.privacy.consent.Purpose;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kuayu consent}. */
@Command(
    name = "consent",
    description = "What people allow to be done with what they did: in which domain, for what.")
public final class ConsentCommand {
  private static final int BAD_LINES_SHOWN = 10;

  @Mixin private ConfigurationOption setup = new ConfigurationOption();
  @Mixin private Verbosity speech = new Verbosity();

  /** The scope of a decision; an omitted option means all. */
  static final class Questions {
    @Option(names = "--user", required = true, paramLabel = "ID", description = "Who decides.")
    private String user = "";

    @Option(
        names = "--from",
        paramLabel = "DOMAIN",
        description = "Where it happened; default: all.")
    private @Nullable String from;

    @Option(
        names = "--to",
        paramLabel = "DOMAIN",
        description = "What it is used for; default: all.")
    private @Nullable String to;

    @Option(
        names = "--purpose",
        paramLabel = "training|personalisation",
        description = "What for; default: both.")
    private @Nullable String purpose;

    List<Decision> decisions(List<String> domains, boolean granted) {
      List<Decision> decisions = new ArrayList<>();
      for (Purpose what : purposes()) {
        for (String source : some("--from", from, domains)) {
          for (String target : some("--to", to, domains)) {
            decisions.add(new Decision(source, target, what, granted));
          }
        }
      }
      return decisions;
    }

    private List<Purpose> purposes() {
      if (purpose == null) {
        return List.of(Purpose.values());
      }
      return List.of(
          Purpose.parse(purpose)
              .orElseThrow(
                  () ->
                      new WrongUsage(
                          "--purpose is '" + purpose + "'", "choose training or personalisation")));
    }

    private static List<String> some(String option, @Nullable String named, List<String> domains) {
      if (named == null) {
        return domains;
      }
      if (!domains.contains(named)) {
        throw new WrongUsage(
            option + " is '" + named + "', which is no domain",
            "choose among " + String.join(", ", domains));
      }
      return List.of(named);
    }
  }

  @Command(name = "grant", description = "Keeps that somebody agrees.")
  int grant(@Mixin Questions questions) {
    return decide(questions, true);
  }

  @Command(
      name = "withdraw",
      description = "Keeps that somebody does not agree, or no longer. In force at once.")
  int withdraw(@Mixin Questions questions) {
    return decide(questions, false);
  }

  private int decide(Questions questions, boolean granted) {
    Workspace workspace = setup.workspace(speech.console());
    List<Decision> decisions =
        questions.decisions(workspace.configuration().corpus().domainNames(), granted);
    keep(workspace, ConsentRequest.of(CorpusUsers.resolve(workspace, questions.user), decisions));
    return 0;
  }

  @Command(
      name = "import",
      description = {
        "Keeps the decisions of a file: CSV with the columns user,from,to,purpose,granted or JSON"
            + " lines with those keys; an empty domain or purpose means all. In force at once.",
        "Bad lines are told with their numbers and left out; exit code 1 where there are any."
      })
  int imported(
      @Parameters(paramLabel = "FILE", description = "The file, .csv or .jsonl.") Path file,
      @Option(names = "--strict", description = "Keep nothing where a line is bad.")
          boolean strict) {
    Console console = speech.console();
    Workspace workspace = setup.workspace(console);
    ConsentFile read = ConsentFile.read(file, workspace.configuration().corpus().domainNames());
    read.bad().stream()
        .limit(BAD_LINES_SHOWN)
        .forEach(bad -> console.warn(file + ":" + bad.line() + " " + bad.reason()));
    if (!read.bad().isEmpty()) {
      console.warn(read.bad().size() + " bad lines are left out");
      if (strict) {
        throw new KuayuException(
            ErrorCode.BAD_ROWS,
            "nothing was kept, as the file has bad lines",
            "mend them, or leave out --strict");
      }
    }
    ConsentResult kept = keep(workspace, new ConsentRequest(resolved(workspace, read.decisions())));
    console.say("%d decisions of %d people are kept".formatted(kept.decisions(), kept.people()));
    return read.bad().isEmpty() ? 0 : 1;
  }

  /** Decisions by the names under which the corpus knows people. */
  private static Map<String, List<Decision>> resolved(
      Workspace workspace, Map<String, List<Decision>> decisions) {
    if (!workspace.aliases().areAny()) {
      return decisions;
    }
    CorpusUsers people = CorpusUsers.of(workspace);
    Map<String, List<Decision>> resolved = new LinkedHashMap<>();
    decisions.forEach(
        (user, some) ->
            resolved.computeIfAbsent(people.resolve(user), _ -> new ArrayList<>()).addAll(some));
    return resolved;
  }

  private ConsentResult keep(Workspace workspace, ConsentRequest request) {
    ConsentResult result =
        ConsentService.of(workspace.configuration()).decide(Actor.COMMAND, request);
    if (result.waiting() > 0) {
      speech
          .console()
          .say("in force at once; what weights have learnt goes with the next training");
    }
    return result;
  }

  @Command(name = "show", description = "Prints what holds for somebody, a line a question.")
  int show(@Option(names = "--user", required = true, paramLabel = "ID") String user) {
    Console console = speech.console();
    Workspace workspace = setup.workspace(console);
    List<String> domains = workspace.configuration().corpus().domainNames();
    var permissions =
        workspace
            .consent()
            .permissions(workspace.names().person(CorpusUsers.resolve(workspace, user)));
    for (Purpose purpose : Purpose.values()) {
      for (String source : domains) {
        for (String target : domains) {
          String answer = permissions.allows(source, target, purpose) ? "granted" : "denied";
          console.out().println(String.join("\t", source, target, purpose.written(), answer));
        }
      }
    }
    console.out().flush();
    return 0;
  }

  @Command(
      name = "pending",
      description = "Tells which trained models still hold what was withdrawn or erased.")
  int pending() {
    Console console = speech.console();
    PendingErasures.of(setup.workspace(console).configuration())
        .told()
        .forEach(line -> console.out().println(line));
    console.out().flush();
    return 0;
  }
}
