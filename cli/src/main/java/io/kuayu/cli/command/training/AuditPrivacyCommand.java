package io.kuayu.cli.command.training;

import io.kuayu.application.WrongUsage;
import io.kuayu.application.workspace.Workspace;
import io.kuayu.cli.command.CommandJson;
import io.kuayu.cli.command.ConfigurationOption;
import io.kuayu.cli.command.Verbosity;
import io.kuayu.cli.console.Console;
import io.kuayu.evaluation.attack.MembershipAttack;
import io.kuayu.evaluation.attack.RocAnalysis;
import io.kuayu.privacy.dp.Guarantee;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kuayu audit-privacy}. */
@Command(
    name = "audit-privacy",
    description = {
      "Attacks a model of these data and options: can it be told who it was trained on?",
      "Trains models on random halves of the people, one and one for each shadow, and attacks each",
      "with the help of the others; none is kept."
    })
public final class AuditPrivacyCommand implements Callable<Integer> {
  private static final int SHADOWS = 4;
  private static final int MAX_SHADOWS = 1_000;

  @Mixin private ConfigurationOption setup = new ConfigurationOption();
  @Mixin private Verbosity speech = new Verbosity();

  @Option(
      names = {"-m", "--model"},
      paramLabel = "NAME",
      description = "Which model; may be repeated. Default: 'model' of the configuration.")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--shadows",
      paramLabel = "N",
      defaultValue = "" + SHADOWS,
      description = "How many shadow models for each; default: ${DEFAULT-VALUE}.")
  private int shadows = SHADOWS;

  @Option(
      names = "--after",
      paramLabel = "DAYS",
      split = ",",
      description = {
        "How long after each event the attacker asks; may be repeated. Default: 0, a second. What"
            + " is",
        "counted by windows of days is told when the window is over: ask after a window too."
      })
  private List<Integer> days = new ArrayList<>();

  @Option(names = "--json", description = "Print the results as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    if (shadows < 1 || shadows > MAX_SHADOWS) {
      throw new WrongUsage(
          "--shadows is " + shadows, "choose 1 to " + MAX_SHADOWS + "; each is a training");
    }
    if (days.stream().anyMatch(day -> day < 0)) {
      throw new WrongUsage("--after is " + days, "choose 0 or more days");
    }
    List<Duration> afters =
        (days.isEmpty() ? List.of(0) : days)
            .stream().map(day -> Duration.ofDays(day).plusSeconds(1)).toList();
    Console console = speech.console();
    Workspace workspace = setup.workspace(console);
    List<String> families =
        TrainCommand.named(models).stream().map(workspace.training()::family).toList();
    List<Map<String, Object>> described = new ArrayList<>();
    for (String family : families) {
      List<MembershipAttack.Result> results =
          new MembershipAttack(
                  workspace.trainingData(),
                  workspace.training().trainer(family),
                  workspace.training().run("audit-privacy", () -> false))
              .run(shadows, afters);
      Optional<Guarantee> promised = workspace.training().guarantee(family);
      for (MembershipAttack.Result result : results) {
        long later = result.after().toDays();
        described.add(describe(family, "loss", later, result.loss(), promised));
        described.add(describe(family, "shadows", later, result.shadows(), promised));
        if (!json) {
          console.out().println(line(family, "loss", later, result.loss()));
          console.out().println(line(family, "shadows", later, result.shadows()));
        }
      }
      if (!json) {
        promised.ifPresent(
            guarantee ->
                console
                    .out()
                    .printf(
                        Locale.ROOT,
                        "%-12s promises AUC %.4f at most: %s%n",
                        family,
                        guarantee.maxAuc(),
                        guarantee.said()));
        console.out().flush();
      }
    }
    if (json) {
      CommandJson.print(console, described);
    }
    return 0;
  }

  private static Map<String, Object> describe(
      String family, String attack, long days, RocAnalysis found, Optional<Guarantee> promised) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("model", family);
    described.put("attack", attack);
    described.put("afterDays", days);
    described.put("auc", found.auc());
    described.put("low", found.low());
    described.put("high", found.high());
    described.put("members", found.members());
    described.put("strangers", found.strangers());
    described.put("ties", found.ties());
    described.put("blind", found.isBlind());
    promised.ifPresent(
        guarantee -> {
          described.put("promisedAuc", guarantee.maxAuc());
          described.put("kept", found.low() <= guarantee.maxAuc());
        });
    return described;
  }

  private static String line(String family, String attack, long days, RocAnalysis found) {
    return String.format(
        Locale.ROOT,
        "%-12s %-8s %-9s AUC %.3f  [%.3f, %.3f]  %s",
        family,
        attack,
        days == 0 ? "" : "+" + days + " days",
        found.auc(),
        found.low(),
        found.high(),
        verdict(found));
  }

  private static String verdict(RocAnalysis found) {
    if (found.ties() == 1) {
      return "says the same of everybody";
    }
    return found.isBlind() ? "no better than chance" : "tells members from strangers";
  }
}
