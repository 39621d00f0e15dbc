package io.kuayu.evaluation;

import io.kuayu.core.Seed;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The two-sided paired randomisation test (Fisher 1935; Smucker, Allan and Carterette, CIKM 2007).
 * Under the null hypothesis that the models are the same, each person's difference could equally
 * well have the other sign. The p value is the share of random signs under which the mean differs
 * at least as much. It makes no assumption about the distribution, which for ndcg is far from
 * normal.
 */
public final class PairedTest {
  static final int PERMUTATIONS = 10_000;

  /** Up to this many people with a difference, all signs are tried and the p value is exact. */
  private static final int EXACT = 13;

  private PairedTest() {}

  /**
   * Compares two values for each person. Costs {@code PERMUTATIONS} additions per person with a
   * difference.
   *
   * @param left {@code [people]}
   * @param right {@code [people]}, the same people in the same order
   */
  public static Difference of(double[] left, double[] right, Seed seed) {
    if (left.length != right.length) {
      throw new IllegalArgumentException(left.length + " people against " + right.length);
    }
    if (left.length == 0) {
      return new Difference(0, new Estimate(0, 0, 0), 0, 0, 0, 1);
    }
    double[] differences = new double[left.length];
    Arrays.setAll(differences, person -> left[person] - right[person]);
    double[] moved = Arrays.stream(differences).filter(difference -> difference != 0).toArray();
    int better = (int) Arrays.stream(moved).filter(difference -> difference > 0).count();
    Estimate mean = Bootstrap.of(differences, 1, seed.derive("interval"))[0];
    return new Difference(
        left.length,
        mean,
        effect(differences, mean.value()),
        better,
        moved.length - better,
        p(moved, seed.derive("permutations").random()));
  }

  /** Cohen's d for pairs: the mean difference in units of its standard deviation. */
  private static double effect(double[] differences, double mean) {
    double squares = 0;
    for (double difference : differences) {
      squares += (difference - mean) * (difference - mean);
    }
    double deviation = Math.sqrt(squares / Math.max(1, differences.length - 1));
    return deviation == 0 ? 0 : mean / deviation;
  }

  private static double p(double[] moved, SplittableRandom random) {
    double total = Arrays.stream(moved).sum();
    double scale = Arrays.stream(moved).map(Math::abs).sum();
    double reached = Math.abs(total) - 1e-12 * scale;
    if (moved.length <= EXACT) {
      int all = 1 << moved.length;
      int extreme = 0;
      for (int signs = 0; signs < all; signs++) {
        extreme += Math.abs(total - 2 * flipped(moved, 0, signs)) >= reached ? 1 : 0;
      }
      return (double) extreme / all;
    }
    int extreme = 0;
    for (int permutation = 0; permutation < PERMUTATIONS; permutation++) {
      double turned = 0;
      for (int from = 0; from < moved.length; from += Long.SIZE) {
        turned += flipped(moved, from, random.nextLong());
      }
      extreme += Math.abs(total - 2 * turned) >= reached ? 1 : 0;
    }
    return (1.0 + extreme) / (1.0 + PERMUTATIONS);
  }

  /** The sum of the up to 64 differences from {@code from} on whose sign is turned. */
  private static double flipped(double[] moved, int from, long signs) {
    int to = Math.min(moved.length, from + Long.SIZE);
    double sum = 0;
    for (int index = from; index < to; index++) {
      sum += (signs >>> (index - from) & 1) * moved[index];
    }
    return sum;
  }
}
