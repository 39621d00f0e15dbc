package io.kuayu.engine.request;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * How much of a score came from which domain. All amounts are in units of the score and add up to
 * it.
 *
 * @param score the score of the item
 * @param domains what the person's events of each domain gave, by its name; the largest first
 * @param other what other evidence gave, by its kind, such as {@code popularity}; the largest first
 * @param rest what no evidence accounts for: 0 up to rounding where the model is linear
 */
public record ScoreLedger(
    double score, Map<String, Double> domains, Map<String, Double> other, double rest) {
  public ScoreLedger {
    domains = Collections.unmodifiableMap(new LinkedHashMap<>(domains));
    other = Collections.unmodifiableMap(new LinkedHashMap<>(other));
  }

  /** The amounts of a score; the rest is what they leave. */
  public static ScoreLedger of(
      double score, Map<String, Double> domains, Map<String, Double> other) {
    double sum =
        Stream.of(domains, other)
            .flatMap(part -> part.values().stream())
            .mapToDouble(Double::doubleValue)
            .sum();
    return new ScoreLedger(score, largestFirst(domains), largestFirst(other), score - sum);
  }

  /**
   * A signed share: the absolute values of those of all entries and of the rest add up to one.
   *
   * @param amount of an entry
   */
  public double share(double amount) {
    double whole =
        DoubleStream.concat(
                Stream.of(domains, other)
                    .flatMap(part -> part.values().stream())
                    .mapToDouble(Double::doubleValue),
                DoubleStream.of(rest))
            .map(Math::abs)
            .sum();
    return whole > 0 ? amount / whole : 0;
  }

  private static Map<String, Double> largestFirst(Map<String, Double> amounts) {
    Map<String, Double> sorted = new LinkedHashMap<>();
    amounts.entrySet().stream()
        .sorted(
            (left, right) -> Double.compare(Math.abs(right.getValue()), Math.abs(left.getValue())))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }
}
