package io.kuayu.models.blend;

/** Sums differences of pairs, to tell by a one-sided paired test whether they are above 0. */
final class PairedDifferences {
  /** Standard errors of a one-sided test at 5 %. */
  private static final double SURE = 1.645;

  private double sum;
  private double squares;
  private int pairs;

  void add(double difference) {
    sum += difference;
    squares += difference * difference;
    pairs++;
  }

  double sum() {
    return sum;
  }

  /**
   * Whether the sum is significantly above 0.
   *
   * @param minPairs fewer tell nothing
   */
  boolean areAbove(int minPairs) {
    double deviation = Math.sqrt(Math.max(0, squares - sum * sum / Math.max(1, pairs)));
    return pairs >= minPairs && sum > SURE * deviation;
  }
}
