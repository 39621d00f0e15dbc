package io.kuayu.models.generative;

import java.util.List;

/**
 * What scoring needs to know of a trained generative model beside its parameters.
 *
 * @param length most events of a history that are read, the last ones
 * @param beam prefixes of a depth that are written on when all items are scored
 * @param priorDays τ of the recency priors, in days; empty where the model has none
 */
public record GenerativeScoringOptions(int length, int beam, List<Double> priorDays) {
  public GenerativeScoringOptions {
    priorDays = List.copyOf(priorDays);
  }

  /** The τ of the priors, in days. */
  double[] priors() {
    return priorDays.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
