package io.kuayu.evaluation;

/**
 * The difference between two models on the same people, by each person's {@link Metric#NDCG_10}.
 *
 * @param users number of people
 * @param mean the first model's mean less the second's, with its 95 % interval
 * @param effect Cohen's d for pairs: the mean in standard deviations of the differences; .2 counts
 *     as small, .8 as large
 * @param better number of people with a higher value for the first model
 * @param worse number of people with a lower value for the first model
 * @param p how often chance alone would give a mean at least as large, by the paired randomisation
 *     test
 */
public record Difference(int users, Estimate mean, double effect, int better, int worse, double p) {
  /** The number of people with the same value for both models. */
  public int equal() {
    return users - better - worse;
  }

  /** The same difference from the second model's side. */
  Difference turned() {
    Estimate turned = new Estimate(-mean.value(), -mean.high(), -mean.low());
    return new Difference(users, turned, -effect, /* better= */ worse, /* worse= */ better, p);
  }
}
