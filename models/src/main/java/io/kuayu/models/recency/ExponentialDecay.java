package io.kuayu.models.recency;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The weights of an event by its age: {@code Σ weight · exp(-age / τ)}. */
final class ExponentialDecay {
  private final double[] taus;
  private final double[] logWeights;
  private final double[] weights;

  /**
   * @param taus in seconds {@code [terms]}
   * @param weights above 0 {@code [terms]}
   */
  ExponentialDecay(double[] taus, double[] weights) {
    this.taus = taus;
    this.weights = weights;
    this.logWeights = Arrays.stream(weights).map(Math::log).toArray();
  }

  int terms() {
    return taus.length;
  }

  double tau(int term) {
    return taus[term];
  }

  /** Logarithm of each term's sum right after each event, {@code [events * terms]}. */
  float[] logSums(ItemEventTimes times) {
    return times.logDecayedCounts(taus, 1);
  }

  /**
   * The logarithm of {@code Σ weight · exp(logSum - age / τ)} over the terms.
   *
   * @param logSums logarithm of each term's sum at the age 0, from {@code from} on
   */
  double logTotal(float[] logSums, int from, double age) {
    if (taus.length == 1) {
      return logWeights[0] + logSums[from] - age / taus[0];
    }
    double max = Double.NEGATIVE_INFINITY;
    for (int term = 0; term < taus.length; term++) {
      max = Math.max(max, logWeights[term] + logSums[from + term] - age / taus[term]);
    }
    double sum = 0;
    for (int term = 0; term < taus.length; term++) {
      sum += Math.exp(logWeights[term] + logSums[from + term] - age / taus[term] - max);
    }
    return max + Math.log(sum);
  }

  String tausAsText() {
    return asText(taus);
  }

  String weightsAsText() {
    return asText(weights);
  }

  private static String asText(double[] numbers) {
    return Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(","));
  }
}
