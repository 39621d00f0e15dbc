package io.kuayu.core.math;

/** Sums differences of pairs, to tell by a one-sided paired test whether they are above 0. */
public final class PairedDifferences {
  /** Standard errors of a one-sided test at 5 %. */
  private static final double SURE = 1.645;

  private double sum;
  private double squares;
  private int pairs;

  /** Adds the difference of one pair. */
  public void add(double difference) {
    sum += difference;
    squares += difference * difference;
    pairs++;
  }

  /** The sum of all differences. */
  public double sum() {
    return sum;
  }

  /**
   * Whether the sum is significantly above 0.
   *
   * @param minPairs fewer tell nothing
   */
  public boolean areAbove(int minPairs) {
    double deviation = Math.sqrt(Math.max(0, squares - sum * sum / Math.max(1, pairs)));
    return pairs >= minPairs && sum > SURE * deviation;
  }
}
