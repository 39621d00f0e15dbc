package io.kuayu.benchmarks.modalities;

import io.kuayu.core.Seed;
import io.kuayu.evaluation.Difference;
import io.kuayu.evaluation.PairedTest;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The models of one scenario, each beside the one that it is compared with. */
final class ScenarioTable {
  private static final double LEVEL = .05;

  private final Seed seed;
  private final Map<String, PeopleScores> scores = new LinkedHashMap<>();
  private final Map<String, String> baselines = new LinkedHashMap<>();

  /**
   * @param seed of the intervals and tests
   */
  ScenarioTable(Seed seed) {
    this.seed = seed;
  }

  /**
   * Adds a line.
   *
   * @param baseline name of an earlier line; empty for none
   */
  void add(String name, String baseline, PeopleScores people) {
    scores.put(name, people);
    baselines.put(name, baseline);
  }

  /** Writes the table in Markdown. */
  void write(PrintStream out, String heading) {
    out.printf(
        "%n%s, %,d people%n%n| | recall@20 | ndcg@10 | recall@20 against | ndcg@10 against |%n"
            + "|---|---|---|---|---|%n",
        heading, scores.values().iterator().next().recall().length);
    scores.forEach(
        (name, people) -> {
          PeopleScores baseline = scores.get(baselines.getOrDefault(name, ""));
          out.printf(
              Locale.ROOT,
              "| %s | %s | %s | %s | %s |%n",
              name,
              number(people.meanRecall()),
              number(people.meanNdcg()),
              baseline == null
                  ? ""
                  : against(people.recall(), baseline.recall(), seed.derive(name + " recall")),
              baseline == null
                  ? ""
                  : against(people.ndcg(), baseline.ndcg(), seed.derive(name + " ndcg")));
        });
    out.flush();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value).replaceFirst("^0", "");
  }

  /** The difference with its interval; bold where it is told from none. */
  private static String against(double[] own, double[] other, Seed seed) {
    Difference difference = PairedTest.of(own, other, seed);
    String mark = difference.p() < LEVEL ? "**" : "";
    return String.format(
        Locale.ROOT,
        "%s%+.4f%s [%+.4f, %+.4f]",
        mark,
        difference.mean().value(),
        mark,
        difference.mean().low(),
        difference.mean().high());
  }
}
