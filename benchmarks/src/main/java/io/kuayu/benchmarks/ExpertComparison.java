package io.kuayu.benchmarks;

import io.kuayu.core.Catalogue;
import io.kuayu.evaluation.Comparison;
import io.kuayu.evaluation.Difference;
import io.kuayu.evaluation.Estimate;
import io.kuayu.evaluation.Evaluation;
import io.kuayu.evaluation.EvaluationResult;
import io.kuayu.evaluation.Metric;
import io.kuayu.evaluation.Segment;
import io.kuayu.evaluation.Summary;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table of a model against the best of others, by ndcg@10, in each domain and each segment of it:
 * by the number of known events in the domain and by the target's training events. The best is
 * chosen by the very questions of the row, which favours it.
 */
final class ExpertComparison {
  private static final int MIN_PEOPLE = 20;
  private static final double LEVEL = .05;

  private final List<EvaluationResult> results;
  private final List<Segment> segments = new ArrayList<>();

  /**
   * @param results of the same questions; the first is compared with all others
   */
  ExpertComparison(List<EvaluationResult> results) {
    this.results = List.copyOf(results);
    int[] known = known(results.getFirst().evaluation());
    segments.add(known(known, "0", 0, 0));
    segments.add(known(known, "1-2", 1, 2));
    segments.add(known(known, "3-9", 3, 9));
    segments.add(known(known, "10+", 10, Integer.MAX_VALUE));
    segments.addAll(Segment.FREQUENCIES);
  }

  private static Segment known(int[] known, String key, int min, int max) {
    return new Segment(
        "known " + key,
        key + " events of the domain are known",
        (targets, target) -> min <= known[target] && known[target] <= max);
  }

  /** How many events of the target's domain each question knows. */
  private static int[] known(Evaluation evaluation) {
    Catalogue catalogue = evaluation.catalogue();
    int[] known = new int[evaluation.targets().size()];
    for (int target = 0; target < known.length; target++) {
      known[target] =
          evaluation.context(target).count(evaluation.targets().domain(target), catalogue);
    }
    return known;
  }

  void write(PrintStream out) {
    EvaluationResult first = results.getFirst();
    MarkdownTable.head(
        out,
        List.of("domain", "segment", "people", first.model(), "best", "", "difference", "p", ""));
    int below = 0;
    int ahead = 0;
    int rows = 0;
    for (int domain = 0; domain < first.domains().size(); domain++) {
      for (int index = -1; index < segments.size(); index++) {
        int row = row(out, domain, index);
        below += row < 0 ? 1 : 0;
        ahead += row == 1 ? 1 : 0;
        rows += row == 2 ? 0 : 1;
      }
    }
    out.printf(
        "%nOf %d rows %d are significantly below the best (p < .05, not corrected), %d ahead.%n",
        rows, below, ahead);
  }

  private Summary summary(EvaluationResult result, int domain, int segment) {
    return segment < 0 ? result.domain(domain) : result.segment(segments.get(segment), domain);
  }

  /** Writes a row and returns -1 where it is below, 1 ahead, 0 neither, 2 where it is left out. */
  private int row(PrintStream out, int domain, int segment) {
    EvaluationResult first = results.getFirst();
    Summary own = summary(first, domain, segment);
    int all = first.domain(domain).users();
    if (own.users() < MIN_PEOPLE || (segment >= 0 && own.users() == all)) {
      return 2;
    }
    EvaluationResult best = results.get(1);
    for (EvaluationResult other : results.subList(2, results.size())) {
      best = ndcg(other, domain, segment) > ndcg(best, domain, segment) ? other : best;
    }
    List<EvaluationResult> pair = List.of(first, best);
    String name = first.domains().get(domain);
    List<Comparison> compared =
        segment < 0 ? Comparison.all(pair) : Comparison.all(pair, segments.get(segment));
    Difference found =
        compared.stream()
            .filter(each -> each.domain().equals(name))
            .findFirst()
            .orElseThrow()
            .difference();
    Estimate mean = found.mean();
    boolean tells = found.p() < LEVEL;
    int sign = tells ? (int) Math.signum(mean.value()) : 0;
    MarkdownTable.row(
        out,
        List.of(
            name,
            segment < 0 ? "all" : segments.get(segment).key(),
            String.format(Locale.ROOT, "%,d", own.users()),
            number(ndcg(first, domain, segment)),
            number(ndcg(best, domain, segment)),
            best.model(),
            String.format(
                Locale.ROOT, "%+.4f [%+.4f, %+.4f]", mean.value(), mean.low(), mean.high()),
            String.format(Locale.ROOT, "%.4f", found.p()),
            sign < 0 ? "below" : sign > 0 ? "ahead" : ""));
    return sign;
  }

  private double ndcg(EvaluationResult result, int domain, int segment) {
    return summary(result, domain, segment).value(Metric.NDCG_10);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value).replaceFirst("^0", "");
  }
}
