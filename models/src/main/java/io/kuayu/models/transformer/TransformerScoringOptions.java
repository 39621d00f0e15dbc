package io.kuayu.models.transformer;

import java.util.List;

/**
 * What scoring needs to know of a trained transformer beside its parameters.
 *
 * @param length most events of a history that are read, the last ones
 * @param objective what the network predicts from what
 * @param priorDays τ of the recency priors, in days; empty where the model has none
 */
public record TransformerScoringOptions(int length, Objective objective, List<Double> priorDays) {
  public TransformerScoringOptions {
    priorDays = List.copyOf(priorDays);
  }

  /** The τ of the priors, in days. */
  double[] priors() {
    return priorDays.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
