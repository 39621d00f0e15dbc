package io.kuayu.core.metric;

/** The rank of a held-out item among candidates, 1 for the best. */
public final class Rank {
  private Rank() {}

  /**
   * The target's rank over all positions that are not left out. A candidate with the same score as
   * the target counts as better, and a score that is not a number as better too, so neither a
   * constant nor a broken model can look good.
   *
   * @param scores {@code [items]}
   * @param target position of the held-out item
   * @param leftOut positions that are no candidates (the history's items), {@code [items]}; the
   *     target counts even where it is marked
   */
  public static int of(float[] scores, int target, boolean[] leftOut) {
    float own = scores[target];
    int rank = 1;
    for (int position = 0; position < scores.length; position++) {
      if (position != target && !leftOut[position] && !(scores[position] < own)) {
        rank++;
      }
    }
    return rank;
  }

  /** As above, among the given positions alone; the target may be one of them and counts once. */
  public static int among(float[] scores, int target, int[] candidates) {
    float own = scores[target];
    int rank = 1;
    for (int position : candidates) {
      if (position != target && !(scores[position] < own)) {
        rank++;
      }
    }
    return rank;
  }

  /** 1 where the rank is within the first k, else 0. */
  public static double hit(int rank, int k) {
    return rank <= k ? 1 : 0;
  }

  /** Normalised discounted cumulative gain for one held-out item: 1 / log2(1 + rank) within k. */
  public static double ndcg(int rank, int k) {
    return rank <= k ? Math.log(2) / Math.log(1.0 + rank) : 0;
  }

  /** Reciprocal rank over the whole list. */
  public static double reciprocal(int rank) {
    return 1.0 / rank;
  }
}
