package io.kuayu.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The metrics of a model on a group of questions.
 *
 * @param users number of people asked
 * @param targets number of held-out items; more than the people where somebody was asked several
 *     times, or for several items at once
 * @param metrics by name, in the order of {@link Metric#ALL}; empty where nobody was asked
 * @param coverage share of the domain's items that stand in at least one of the lists of ten; only
 *     for whole domains
 * @param hidden whether there are people, but too few to tell anything about them
 */
public record Summary(
    int users,
    int targets,
    Map<String, Estimate> metrics,
    OptionalDouble coverage,
    boolean hidden) {
  /** A group that is not reported; its size is not reported either. */
  static final Summary HIDDEN = new Summary(0, 0, Map.of(), OptionalDouble.empty(), true);

  public Summary {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /** A metric with its interval, empty where nobody was asked. */
  public Optional<Estimate> estimate(Metric metric) {
    return Optional.ofNullable(metrics.get(metric.name()));
  }

  /** The mean of a metric, 0 where nobody was asked. */
  public double value(Metric metric) {
    return estimate(metric).map(Estimate::value).orElse(0.0);
  }
}
