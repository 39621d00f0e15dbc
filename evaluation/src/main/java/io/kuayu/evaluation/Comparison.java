package io.kuayu.evaluation;

import io.kuayu.core.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * A comparison of two models in one domain.
 *
 * @param model the first model
 * @param other the one that it is compared with
 * @param domain name of the domain
 * @param difference first minus other
 * @param adjustedP the p value after Holm's correction for all the pairs that were tested in this
 *     domain, so that many comparisons do not find a difference by chance
 */
public record Comparison(
    String model, String other, String domain, Difference difference, double adjustedP) {
  /** Below this adjusted p value a difference is called significant. */
  public static final double LEVEL = 0.05;

  /** Whether the difference is statistically significant. */
  public boolean significant() {
    return adjustedP < LEVEL;
  }

  /** The same comparison seen from the other model. */
  public Comparison reversed() {
    return new Comparison(
        /* model= */ other, /* other= */ model, domain, difference.turned(), adjustedP);
  }

  /**
   * Compares every pair of models in every domain that has questions; each pair once, the earlier
   * result first.
   *
   * @param results of the same questions
   */
  public static List<Comparison> all(List<EvaluationResult> results) {
    List<Comparison> comparisons = new ArrayList<>();
    int domains = results.isEmpty() ? 0 : results.getFirst().domains().size();
    for (int domain = 0; domain < domains; domain++) {
      List<Comparison> ofDomain = new ArrayList<>();
      for (int left = 0; left < results.size(); left++) {
        for (int right = left + 1; right < results.size(); right++) {
          if (results.get(left).domain(domain).users() > 0) {
            ofDomain.add(of(results.get(left), results.get(right), domain));
          }
        }
      }
      comparisons.addAll(adjusted(ofDomain));
    }
    return comparisons;
  }

  private static Comparison of(EvaluationResult left, EvaluationResult right, int domain) {
    String name = left.domains().get(domain);
    Difference difference = between(left, right, domain);
    return new Comparison(left.model(), right.model(), name, difference, difference.p());
  }

  /** The difference of two results on the questions of one domain. */
  static Difference between(EvaluationResult left, EvaluationResult right, int domain) {
    int metric = Metric.ALL.indexOf(Metric.NDCG_10);
    UserMetrics leftPeople = left.people(domain);
    UserMetrics rightPeople = right.people(domain);
    if (!leftPeople.hasSameTargets(rightPeople)) {
      throw new IllegalArgumentException(
          left.model() + " and " + right.model() + " were asked different questions");
    }
    Seed seed =
        left.evaluation()
            .seed()
            .derive("paired test")
            .derive(left.domains().get(domain))
            .derive(left.model())
            .derive(right.model());
    return PairedTest.of(leftPeople.column(metric), rightPeople.column(metric), seed);
  }

  private static List<Comparison> adjusted(List<Comparison> comparisons) {
    double[] adjusted =
        Holm.adjusted(comparisons.stream().mapToDouble(each -> each.difference().p()).toArray());
    List<Comparison> all = new ArrayList<>();
    for (int index = 0; index < adjusted.length; index++) {
      Comparison raw = comparisons.get(index);
      all.add(
          new Comparison(
              raw.model(), raw.other(), raw.domain(), raw.difference(), adjusted[index]));
    }
    return all;
  }
}
