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

  /** The sum in its standard errors; 0 where all differences are 0. */
  public double certainty() {
    double deviation = deviation();
    return deviation > 0 ? sum / deviation : 0;
  }

  private double deviation() {
    return Math.sqrt(Math.max(0, squares - sum * sum / Math.max(1, pairs)));
  }

  /**
   * Whether the sum is significantly above 0.
   *
   * @param minPairs fewer tell nothing
   */
  public boolean areAbove(int minPairs) {
    return pairs >= minPairs && sum > SURE * deviation();
  }
}
