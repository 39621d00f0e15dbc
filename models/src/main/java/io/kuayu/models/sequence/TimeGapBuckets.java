package io.kuayu.models.sequence;

/**
 * Buckets of the time between two events on a logarithmic scale: one for each doubling from a
 * minute on.
 */
public final class TimeGapBuckets {
  /** Where there is no earlier event to measure from. */
  public static final int NONE = 0;

  /** Both at the same moment, as ties in a day-grained log are. */
  public static final int TIE = 1;

  private static final int DOUBLINGS = 24;

  /** Number of buckets: none, a tie, and the doublings; the last also holds everything longer. */
  public static final int BUCKETS = 2 + DOUBLINGS;

  private TimeGapBuckets() {}

  /**
   * The bucket of a gap.
   *
   * @param seconds between the two events; negative ones count as ties, and so does one second, the
   *     gap of a query without a moment of its own
   */
  public static int bucket(long seconds) {
    if (seconds <= 1) {
      return TIE;
    }
    int doubling = Long.SIZE - Long.numberOfLeadingZeros(seconds / 60);
    return TIE + 1 + Math.min(doubling, DOUBLINGS - 1);
  }
}
