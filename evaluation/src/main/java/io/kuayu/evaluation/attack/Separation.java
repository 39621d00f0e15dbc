package io.kuayu.evaluation.attack;

import java.util.Arrays;

/**
 * How well a number tells two groups apart: the area under the receiver operating characteristic,
 * the chance that a member's number is above a stranger's, ties counting half. 0.5 is blindness.
 *
 * @param auc the area
 * @param low lower end of the 95 % interval
 * @param high upper end
 * @param members how many
 * @param strangers how many
 */
public record Separation(double auc, double low, double high, int members, int strangers) {
  private static final double Z95 = 1.959964;

  /**
   * Of numbers of members and strangers, with the interval of DeLong, DeLong and Clarke-Pearson
   * (Biometrics 1988). O(n log n).
   */
  public static Separation of(double[] members, double[] strangers) {
    double[] sortedMembers = members.clone();
    double[] sortedStrangers = strangers.clone();
    Arrays.sort(sortedMembers);
    Arrays.sort(sortedStrangers);
    double[] ofMembers = new double[members.length];
    double[] ofStrangers = new double[strangers.length];
    Arrays.setAll(ofMembers, index -> below(sortedStrangers, members[index]));
    Arrays.setAll(ofStrangers, index -> 1 - below(sortedMembers, strangers[index]));
    double auc = Arrays.stream(ofMembers).average().orElse(.5);
    double deviation =
        Math.sqrt(
            variance(ofMembers, auc) / Math.max(1, members.length)
                + variance(ofStrangers, auc) / Math.max(1, strangers.length));
    return new Separation(
        auc,
        Math.max(0, auc - Z95 * deviation),
        Math.min(1, auc + Z95 * deviation),
        members.length,
        strangers.length);
  }

  /** Whether the interval holds 0.5. */
  public boolean isBlind() {
    return low <= .5 && high >= .5;
  }

  /** The share of sorted numbers below a value, ties counting half. */
  private static double below(double[] sorted, double value) {
    return (first(sorted, value, false) + first(sorted, value, true)) / 2.0 / sorted.length;
  }

  /** The first index whose number is not below, or is above, the value. */
  private static int first(double[] sorted, double value, boolean above) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value || (above && sorted[middle] == value)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double variance(double[] values, double mean) {
    double sum = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    return values.length < 2 ? 0 : sum / (values.length - 1);
  }
}
