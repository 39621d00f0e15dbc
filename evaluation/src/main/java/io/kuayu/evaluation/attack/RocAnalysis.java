package io.kuayu.evaluation.attack;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How well scores separate two groups: the area under the receiver operating characteristic, the
 * probability that a member's score is above a non-member's, with ties counting half. 0.5 is chance
 * level.
 *
 * @param auc the area, the mean over all trials
 * @param low lower end of the 95 % interval
 * @param high upper end
 * @param members number of members, over all trials
 * @param strangers number of non-members, over all trials
 * @param ties share of pairs with equal scores, which decide nothing
 */
public record RocAnalysis(
    double auc, double low, double high, int members, int strangers, double ties) {
  private static final double Z95 = 1.959964;

  /** Trials differ in who is a member; people are the same, so that one who is told counts once. */
  static final class Trials {
    private final double[] influence;
    private double areas;
    private double ties;
    private int members;
    private int strangers;
    private int count;

    /**
     * @param people the number of people
     */
    Trials(int people) {
      influence = new double[people];
    }

    /**
     * Adds one trial. The contribution of each person to its area is given by the structural
     * components of DeLong, DeLong and Clarke-Pearson (Biometrics 1988). O(n log n).
     *
     * @param values one score per person; NaN leaves the person out
     * @param isMember whether each person is a member
     */
    void add(double[] values, boolean[] isMember) {
      double[] in = sorted(values, isMember, true);
      double[] out = sorted(values, isMember, false);
      if (in.length == 0 || out.length == 0) {
        throw new IllegalArgumentException("a trial needs members and strangers");
      }
      double[] above = new double[values.length];
      double sum = 0;
      double same = 0;
      for (int person = 0; person < values.length; person++) {
        if (!Double.isNaN(values[person])) {
          double[] others = isMember[person] ? out : in;
          int below = first(others, values[person], false);
          int upTo = first(others, values[person], true);
          double share = (below + upTo) / 2.0 / others.length;
          above[person] = isMember[person] ? share : 1 - share;
          if (isMember[person]) {
            sum += share;
            same += (double) (upTo - below) / others.length;
          }
        }
      }
      double area = sum / in.length;
      for (int person = 0; person < values.length; person++) {
        if (!Double.isNaN(values[person])) {
          influence[person] += (above[person] - area) / (isMember[person] ? in.length : out.length);
        }
      }
      areas += area;
      ties += same / in.length;
      members += in.length;
      strangers += out.length;
      count++;
    }

    /** The result over all trials; the interval allows for a person's part in several of them. */
    RocAnalysis separation() {
      double auc = areas / count;
      double squares = Arrays.stream(influence).map(value -> value * value).sum();
      double reach = Z95 * Math.sqrt(squares) / count;
      return new RocAnalysis(
          auc,
          Math.max(0, auc - reach),
          Math.min(1, auc + reach),
          members,
          strangers,
          ties / count);
    }

    private static double[] sorted(double[] values, boolean[] isMember, boolean wanted) {
      return IntStream.range(0, values.length)
          .filter(person -> isMember[person] == wanted && !Double.isNaN(values[person]))
          .mapToDouble(person -> values[person])
          .sorted()
          .toArray();
    }
  }

  /** The result for members and non-members in one trial. */
  public static RocAnalysis of(double[] members, double[] strangers) {
    double[] all = Arrays.copyOf(members, members.length + strangers.length);
    System.arraycopy(strangers, 0, all, members.length, strangers.length);
    boolean[] isMember = new boolean[all.length];
    Arrays.fill(isMember, 0, members.length, true);
    Trials trials = new Trials(all.length);
    trials.add(all, isMember);
    return trials.separation();
  }

  /** Whether the interval holds 0.5. */
  public boolean isBlind() {
    return low <= .5 && high >= .5;
  }

  /** The first index whose score is not below, or is above, the value. */
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
}
