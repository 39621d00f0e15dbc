package io.kuayu.evaluation;

import io.kuayu.core.Seed;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;

/**
 * The result of a run: the rank of every target, and the metrics computed from it. Summaries are
 * computed on first use and cached. Thread-safe.
 */
public final class EvaluationResult {
  private final String model;
  private final Evaluation evaluation;
  private final int[] ranks;
  private final int[] listed;
  private final double seconds;
  private final DisclosureControl disclosure;
  private final Map<List<String>, Summary> summaries = new ConcurrentHashMap<>();

  EvaluationResult(String model, Evaluation evaluation, int[] ranks, int[] listed, double seconds) {
    this.model = model;
    this.evaluation = evaluation;
    this.ranks = ranks;
    this.listed = listed;
    this.seconds = seconds;
    disclosure = new DisclosureControl(evaluation.targets(), evaluation.minUserSupport());
  }

  /**
   * This result on the questions of one domain as another evaluation knows them, with its segments.
   *
   * @param whole an evaluation whose questions of that domain are all of this one's, in their order
   */
  EvaluationResult as(Evaluation whole, int domain) {
    int[] others = new int[whole.targets().size()];
    int next = 0;
    for (int target = 0; target < others.length; target++) {
      others[target] = whole.targets().domain(target) == domain ? ranks[next++] : Integer.MAX_VALUE;
    }
    return new EvaluationResult(model, whole, others, listed, seconds);
  }

  /**
   * One result from the questions of each domain.
   *
   * @param byDomain results of the same evaluation, by ordinal of the domain that each was asked
   *     for; a domain without questions needs none of its own
   */
  static EvaluationResult joined(String model, List<EvaluationResult> byDomain) {
    Evaluation whole = byDomain.getFirst().evaluation;
    int[] ranks = new int[whole.targets().size()];
    Arrays.setAll(ranks, target -> byDomain.get(whole.targets().domain(target)).rank(target));
    double seconds = byDomain.stream().mapToDouble(EvaluationResult::seconds).sum();
    return new EvaluationResult(model, whole, ranks, new int[byDomain.size()], seconds);
  }

  /** Name of the evaluated model. */
  public String model() {
    return model;
  }

  /** The questions and the protocol. */
  public Evaluation evaluation() {
    return evaluation;
  }

  /** Names of the domains, in the catalogue's order. */
  public List<String> domains() {
    return evaluation.catalogue().domains();
  }

  /** How long the run took. */
  public double seconds() {
    return seconds;
  }

  /** The rank of a target of {@link Evaluation#targets}, 1 for the best. */
  public int rank(int target) {
    return ranks[target];
  }

  /** Over all questions; a person who was asked in several domains counts once. */
  public Summary overall() {
    return summary(List.of(), OptionalDouble.empty(), target -> true);
  }

  /** Over the questions of one domain. */
  public Summary domain(int domain) {
    int items = evaluation.catalogue().ordinals(domain).length;
    OptionalDouble coverage =
        items == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) listed[domain] / items);
    return summary(List.of(domains().get(domain), ""), coverage, inDomain(domain));
  }

  /** Over the questions of a segment; hidden where it has too few people. */
  public Summary segment(Segment segment) {
    if (disclosure.hidesOverAll(segment, domains().size())) {
      return Summary.HIDDEN;
    }
    return summary(List.of("", segment.key()), OptionalDouble.empty(), in(segment));
  }

  /** Over the questions of a segment in one domain; hidden where it has too few people. */
  public Summary segment(Segment segment, int domain) {
    if (disclosure.hides(segment, domain)) {
      return Summary.HIDDEN;
    }
    IntPredicate both = in(segment).and(inDomain(domain));
    return summary(List.of(domains().get(domain), segment.key()), OptionalDouble.empty(), both);
  }

  /** Whether a segment of a domain may be reported and is some of its people, not all. */
  boolean isPart(Segment segment, int domain) {
    int users = segment(segment, domain).users();
    return 0 < users && users < domain(domain).users();
  }

  /** Each person's values of all metrics in one domain. */
  UserMetrics people(int domain) {
    return UserMetrics.of(evaluation.targets(), ranks, Metric.ALL, inDomain(domain));
  }

  /** Each person's values of all metrics over a segment of one domain. */
  UserMetrics people(int domain, Segment segment) {
    return UserMetrics.of(
        evaluation.targets(), ranks, Metric.ALL, in(segment).and(inDomain(domain)));
  }

  /** Each person's values of all metrics over a segment of all domains. */
  UserMetrics people(Segment segment) {
    return UserMetrics.of(evaluation.targets(), ranks, Metric.ALL, in(segment));
  }

  private IntPredicate in(Segment segment) {
    return target -> segment.condition().test(evaluation.targets(), target);
  }

  private IntPredicate inDomain(int domain) {
    return target -> evaluation.targets().domain(target) == domain;
  }

  private Summary summary(List<String> key, OptionalDouble coverage, IntPredicate chosen) {
    return summaries.computeIfAbsent(key, _ -> summarise(key, coverage, chosen));
  }

  private Summary summarise(List<String> key, OptionalDouble coverage, IntPredicate chosen) {
    UserMetrics people = UserMetrics.of(evaluation.targets(), ranks, Metric.ALL, chosen);
    Map<String, Estimate> metrics = new LinkedHashMap<>();
    if (people.people() > 0) {
      Seed seed = evaluation.seed().derive("bootstrap");
      for (String name : key) {
        seed = seed.derive(name);
      }
      Estimate[] estimates = Bootstrap.of(people.rows(), people.metrics(), seed);
      for (int metric = 0; metric < estimates.length; metric++) {
        metrics.put(Metric.ALL.get(metric).name(), estimates[metric]);
      }
    }
    return new Summary(people.people(), people.targets(), metrics, coverage, false);
  }
}
