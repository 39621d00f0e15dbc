package io.kuayu.evaluation;

/**
 * How two models differ on the same people, by each person's {@link Metric#NDCG_10}.
 *
 * @param users number of people
 * @param mean the first model's mean less the second's, with its 95 % interval
 * @param effect Cohen's d for pairs: the mean in standard deviations of the differences; .2 counts
 *     as small, .8 as large
 * @param better people whom the first model served better
 * @param worse people whom the first model served worse
 * @param p how often chance alone would give such a mean, by the paired randomisation test
 */
public record Difference(int users, Estimate mean, double effect, int better, int worse, double p) {
  /** People whom both models served alike. */
  public int equal() {
    return users - better - worse;
  }

  /** The same seen from the second model. */
  Difference turned() {
    Estimate turned = new Estimate(-mean.value(), -mean.high(), -mean.low());
    return new Difference(users, turned, -effect, /* better= */ worse, /* worse= */ better, p);
  }
}
