package io.kuayu.privacy.dp;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Gaussian noise that does not leak its input through its low-order bits. Floating-point noise
 * does: the set of values that a sum can take depends on its inputs (Mironov, CCS 2012; Holohan and
 * Braghin, arXiv 2107.10138, for normal noise). Here all values are whole multiples of a step,
 * {@code 2^-24} of the noise's deviation, and are added as integers.
 *
 * <p>A person's contribution is rounded towards zero ({@link #steps}), and the noise is a normal
 * number rounded down to the grid. As the sum is on the grid too, this equals rounding the sum of
 * both. The result is a post-processing of the ideal Gaussian mechanism's output, so {@link
 * RenyiAccountant}'s proof holds unchanged, including subsampling of people. A discrete Gaussian
 * (Canonne, Kamath and Steinke, arXiv 2004.00010) would need a different proof.
 *
 * <p>Normal numbers are drawn by comparing random bits, without floating point (Karney, algorithm
 * N, ACM TOMS 42(1), 2016). The first 63 bits of a fraction are drawn. Where two fractions agree in
 * all of them, a coin decides, so a number is exact except with a probability below {@code 2^-120}.
 * Bits come from AES in counter mode. Not thread-safe. The time of a draw depends on its value, so
 * this does not protect against an attacker who can time single draws.
 */
public final class GaussianNoise {
  /** The number of steps in a deviation, as a power of two. */
  private static final int BITS = 24;

  /** The number of bits drawn of the fraction of a normal number. */
  private static final int FRACTION = 63;

  /** A margin above the floating-point error of the length of up to 2³¹ numbers. */
  private static final double MARGIN = 1 - 0x1p-20;

  private static final List<Shells> SHELLS =
      IntStream.rangeClosed(0, 8).mapToObj(Shells::new).toList();

  private final double deviation;
  private final double step;
  private final RandomGenerator bits;

  private GaussianNoise(double deviation, RandomGenerator bits) {
    if (!(deviation > 0)) {
      throw new IllegalArgumentException("noise of deviation " + deviation);
    }
    this.deviation = deviation;
    this.bits = bits;
    step = deviation / (1L << BITS);
  }

  /** Noise that cannot be predicted or repeated. */
  public static GaussianNoise of(double deviation) {
    return new GaussianNoise(deviation, new CipherBits());
  }

  /** For tests only: whoever knows the seed knows the noise. */
  public static GaussianNoise repeatable(double deviation, long seed) {
    return new GaussianNoise(deviation, new SplittableRandom(seed));
  }

  public double deviation() {
    return deviation;
  }

  /**
   * A person's contribution in steps, at most as long as {@code value}. It is shortened by a
   * millionth, so that numbers that were clipped to a length in floating point do not exceed that
   * length in steps.
   */
  public long steps(double value) {
    return (long) (value * MARGIN / step);
  }

  /** Converts steps to a number. */
  public double value(long steps) {
    return steps * step;
  }

  /** Noise, in steps. */
  public long draw() {
    return draw(0);
  }

  /** Adds noise to a sum of {@link #steps} and converts it to a number. */
  public double noisy(long steps) {
    return value(steps + draw());
  }

  /**
   * Noise in steps, conditional on being at least some deviations.
   *
   * @param deviations 0 to 8
   */
  public long standingOut(int deviations) {
    long drawn = draw(deviations);
    return drawn < 0 ? ~drawn : drawn;
  }

  /** True with a given probability, to the 63rd bit; uses the same source as the noise. */
  public boolean happens(double chance) {
    return fraction() < (long) (chance * 0x1p63);
  }

  /** A normal number of magnitude {@code from} or more, rounded down. */
  private long draw(int from) {
    while (true) {
      int shell = SHELLS.get(from).draw(bits);
      long word = bits.nextLong();
      long fraction = word >>> 1;
      if (isKept(shell, fraction)) {
        long size = ((long) shell << BITS) | fraction >>> (FRACTION - BITS);
        return (word & 1) == 0 ? size : ~size;
      }
    }
  }

  /** True with a probability of {@code exp(-x(2k + x)/2)}, for a shell k and a fraction x. */
  private boolean isKept(int shell, long fraction) {
    for (int round = 0; round <= shell; round++) {
      if (!survives(shell, fraction)) {
        return false;
      }
    }
    return true;
  }

  /** True with a probability of {@code exp(-x(2k + x)/(2k + 2))} (Karney, algorithm B). */
  private boolean survives(int shell, long fraction) {
    boolean even = true;
    long last = fraction;
    while (true) {
      long next = fraction();
      if (!isLess(next, last) || !happens(shell, fraction)) {
        return even;
      }
      last = next;
      even = !even;
    }
  }

  /** True with a probability of {@code (2k + x)/(2k + 2)} (algorithm C). */
  private boolean happens(int shell, long fraction) {
    int part = bits.nextInt(2 * shell + 2);
    return part < 2 * shell || (part == 2 * shell && isLess(fraction(), fraction));
  }

  private long fraction() {
    return bits.nextLong() >>> 1;
  }

  /** Compares two fractions; a coin replaces the bits that were not drawn. */
  private boolean isLess(long one, long other) {
    return one < other || (one == other && bits.nextBoolean());
  }
}
