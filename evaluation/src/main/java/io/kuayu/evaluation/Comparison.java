package io.kuayu.evaluation;

import io.kuayu.core.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

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
    return all(results, (result, domain) -> result.domain(domain).users() > 0, Comparison::between);
  }

  /**
   * As {@link #all(List)}, over one segment of each domain, where that may be reported and is not
   * everybody.
   *
   * @param results of the same questions
   */
  public static List<Comparison> all(List<EvaluationResult> results, Segment segment) {
    return all(
        results,
        (result, domain) -> result.isPart(segment, domain),
        (left, right, domain) -> between(left, right, domain, segment));
  }

  /** Compares two results in one domain. */
  private interface Pairing {
    Difference between(EvaluationResult left, EvaluationResult right, int domain);
  }

  private static List<Comparison> all(
      List<EvaluationResult> results,
      BiPredicate<EvaluationResult, Integer> compared,
      Pairing pairing) {
    List<Comparison> comparisons = new ArrayList<>();
    int domains = results.isEmpty() ? 0 : results.getFirst().domains().size();
    for (int domain = 0; domain < domains; domain++) {
      List<Comparison> ofDomain = new ArrayList<>();
      for (int left = 0; left < results.size(); left++) {
        for (int right = left + 1; right < results.size(); right++) {
          EvaluationResult first = results.get(left);
          EvaluationResult second = results.get(right);
          if (compared.test(first, domain)) {
            Difference difference = pairing.between(first, second, domain);
            ofDomain.add(
                new Comparison(
                    first.model(),
                    second.model(),
                    first.domains().get(domain),
                    difference,
                    difference.p()));
          }
        }
      }
      comparisons.addAll(adjusted(ofDomain));
    }
    return comparisons;
  }

  /** The difference of two results on the questions of one domain. */
  static Difference between(EvaluationResult left, EvaluationResult right, int domain) {
    return between(
        left, right, left.people(domain), right.people(domain), seed(left, right, domain));
  }

  /** The difference of two results on a segment of the questions of one domain. */
  static Difference between(
      EvaluationResult left, EvaluationResult right, int domain, Segment segment) {
    return between(
        left,
        right,
        left.people(domain, segment),
        right.people(domain, segment),
        seed(left, right, domain).derive(segment.key()));
  }

  /** The difference of two results on a segment of the questions of all domains. */
  static Difference between(EvaluationResult left, EvaluationResult right, Segment segment) {
    Seed seed =
        left.evaluation()
            .seed()
            .derive("paired test")
            .derive(left.model())
            .derive(right.model())
            .derive(segment.key());
    return between(left, right, left.people(segment), right.people(segment), seed);
  }

  private static Difference between(
      EvaluationResult left,
      EvaluationResult right,
      UserMetrics leftPeople,
      UserMetrics rightPeople,
      Seed seed) {
    int metric = Metric.ALL.indexOf(Metric.NDCG_10);
    if (!leftPeople.hasSameTargets(rightPeople)) {
      throw new IllegalArgumentException(
          left.model() + " and " + right.model() + " were asked different questions");
    }
    return PairedTest.of(leftPeople.column(metric), rightPeople.column(metric), seed);
  }

  private static Seed seed(EvaluationResult left, EvaluationResult right, int domain) {
    return left.evaluation()
        .seed()
        .derive("paired test")
        .derive(left.domains().get(domain))
        .derive(left.model())
        .derive(right.model());
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
