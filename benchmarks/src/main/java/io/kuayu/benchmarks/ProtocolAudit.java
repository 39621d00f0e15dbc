package io.kuayu.benchmarks;

import io.kuayu.application.settings.ConfigFile;
import io.kuayu.application.settings.Configuration;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Interactions;
import io.kuayu.core.Seed;
import io.kuayu.core.metric.Rank;
import io.kuayu.corpus.Corpus;
import io.kuayu.evaluation.CandidateSampling;
import io.kuayu.evaluation.Evaluation;
import io.kuayu.evaluation.Targets;
import io.kuayu.model.Model;
import io.kuayu.model.bundle.Bundle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * What a trained model's numbers owe to the protocol: {@code ProtocolAudit KUAYU.YAML MODEL [-s
 * KEY=VALUE]…}.
 *
 * <p>Scores each question of the test part once and ranks its target by several rules: among all
 * items or 999 sampled ones, by several seeds of the sample, with items that the person has taken
 * before or without them, ties against the target or for it. Prints one table in Markdown.
 */
public final class ProtocolAudit {
  private static final int SAMPLED = 999;
  private static final int TOP = 10;

  private final Evaluation evaluation;
  private final Catalogue catalogue;
  private final List<Rule> rules = new ArrayList<>();

  /** How a target is ranked, and what was found by domain. */
  @SuppressWarnings("ArrayRecordComponent") // Written in place.
  private record Rule(String name, ToIntFunction<Question> rank, double[] hits, double[] gains) {}

  /** A target, and the scores of its domain's items, {@code [items]}. */
  @SuppressWarnings("ArrayRecordComponent") // Written in place.
  private record Question(int target, int position, float[] scores, boolean[] seen) {}

  private ProtocolAudit(Evaluation evaluation) {
    this.evaluation = evaluation;
    this.catalogue = evaluation.catalogue();
  }

  /** Prints the table to stdout. */
  public static void main(String[] arguments) {
    List<String> overrides = new ArrayList<>();
    for (int n = 3; n < arguments.length; n += 2) {
      overrides.add(arguments[n]);
    }
    Configuration configuration =
        Configuration.read(ConfigFile.open(Path.of(arguments[0]), overrides, System.getenv()));
    Corpus corpus = Corpus.open(configuration.workdir());
    ProtocolAudit audit =
        new ProtocolAudit(
            sampled(corpus.catalogue(), corpus.interactions(), configuration.seed())
                .among(CandidateSampling.full()));
    audit.addRules(configuration.seed());
    try (Model model =
        Bundle.open(configuration.workdir().resolve("models"), arguments[1]).load()) {
      audit.ask(model);
    }
    audit.write();
  }

  private static Evaluation sampled(Catalogue catalogue, Interactions interactions, long seed) {
    return Evaluation.of(
        catalogue, interactions, CandidateSampling.sampled(SAMPLED), new Seed(seed), 1);
  }

  private void addRules(long seed) {
    for (long other = seed; other < seed + 3; other++) {
      Evaluation drawn = sampled(catalogue, evaluation.interactions(), other);
      add(
          "999 sampled, seed " + other,
          question -> Rank.among(question.scores, question.position, drawn(drawn, question)));
    }
    add("all items but those taken before", ProtocolAudit::rank);
    add(
        "all items, those taken before too",
        question ->
            Rank.of(question.scores, question.position, new boolean[question.scores.length]));
    add("all items but those taken before, ties for the target", ProtocolAudit::rankAheadOfTies);
  }

  private void add(String name, ToIntFunction<Question> rank) {
    int domains = catalogue.domains().size();
    rules.add(new Rule(name, rank, new double[domains], new double[domains]));
  }

  private static int rank(Question question) {
    return Rank.of(question.scores, question.position, question.seen);
  }

  private static int rankAheadOfTies(Question question) {
    float own = question.scores[question.position];
    int rank = 1;
    for (int other = 0; other < question.scores.length; other++) {
      rank += !question.seen[other] && question.scores[other] > own ? 1 : 0;
    }
    return rank;
  }

  private int[] drawn(Evaluation drawn, Question question) {
    return IntStream.of(drawn.candidates(question.target)).map(catalogue::positionOf).toArray();
  }

  private void ask(Model model) {
    Targets targets = evaluation.targets();
    Interactions interactions = evaluation.interactions();
    List<Integer> order =
        IntStream.range(0, targets.size())
            .boxed()
            .sorted(
                Comparator.comparingLong(
                    (Integer target) -> interactions.timestamp(targets.event(target))))
            .toList();
    for (int target : order) {
      int domain = targets.domain(target);
      Context context = evaluation.context(target);
      float[] scores = new float[catalogue.ordinals(domain).length];
      model.score(context, domain, scores);
      boolean[] seen = context.positions(domain, catalogue);
      int position = catalogue.positionOf(interactions.item(targets.event(target)));
      seen[position] = false;
      Question question = new Question(target, position, scores, seen);
      for (Rule rule : rules) {
        int rank = rule.rank.applyAsInt(question);
        rule.hits[domain] += Rank.hit(rank, TOP);
        rule.gains[domain] += Rank.ndcg(rank, TOP);
      }
    }
  }

  private void write() {
    Targets targets = evaluation.targets();
    int domains = catalogue.domains().size();
    int[] asked = new int[domains];
    IntStream.range(0, targets.size()).forEach(target -> asked[targets.domain(target)]++);
    List<String> head = new ArrayList<>(List.of("hr@10 / ndcg@10"));
    head.addAll(catalogue.domains());
    MarkdownTable.head(System.out, head);
    for (Rule rule : rules) {
      List<String> row = new ArrayList<>(List.of(rule.name));
      for (int domain = 0; domain < domains; domain++) {
        row.add(
            number(rule.hits[domain] / asked[domain])
                + " / "
                + number(rule.gains[domain] / asked[domain]));
      }
      MarkdownTable.row(System.out, row);
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value).replaceFirst("^0", "");
  }
}
