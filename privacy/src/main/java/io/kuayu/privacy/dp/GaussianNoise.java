package io.kuayu.privacy.dp;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Gaussian noise of which no bit tells what it was added to. In floating point it would: which
 * numbers a sum can become depends on what was summed (Mironov, CCS 2012; Holohan and Braghin,
 * arXiv 2107.10138, for normal noise). Here all is whole multiples of a step, {@code 2^-24} of the
 * noise's deviation, and added in whole numbers.
 *
 * <p>What a person adds is rounded towards zero ({@link #steps}), and the noise is a normal number
 * rounded down to the grid. As the sum is on the grid too, that is the same as rounding the sum of
 * both: a function of the ideal Gaussian mechanism's answer, so that {@link RenyiAccountant}'s
 * proof holds as it stands, with sampling of people too. A discrete Gaussian (Canonne, Kamath and
 * Steinke, arXiv 2004.00010) would need another one.
 *
 * <p>Normal numbers are drawn by comparing random bits, without any floating point (Karney,
 * algorithm N, ACM TOMS 42(1), 2016). Of a fraction the first 63 bits are drawn; a coin decides
 * where two are equal in all of them, so what comes is exact but for a chance below {@code 2^-120}
 * a number. Bits come from AES in counter mode. Not thread-safe. How long a draw takes depends on
 * what is drawn: whoever can time single draws from outside is not kept out.
 */
public final class GaussianNoise {
  /** Of a step in a deviation, as a power of two. */
  private static final int BITS = 24;

  /** Of the fraction of a normal number. */
  private static final int FRACTION = 63;

  /** More than lengths of up to 2³¹ numbers can be wrong by in floating point. */
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

  /** Noise that nobody can foresee or repeat. */
  public static GaussianNoise of(double deviation) {
    return new GaussianNoise(deviation, new CipherBits());
  }

  /** For tests alone: whoever knows the seed knows the noise. */
  public static GaussianNoise repeatable(double deviation, long seed) {
    return new GaussianNoise(deviation, new SplittableRandom(seed));
  }

  public double deviation() {
    return deviation;
  }

  /**
   * What a person adds, in steps: at most as long as {@code value}, by a millionth less, so that
   * numbers that were shortened to a length in floating point are no longer than it in steps.
   */
  public long steps(double value) {
    return (long) (value * MARGIN / step);
  }

  /** So many steps as a number. */
  public double value(long steps) {
    return steps * step;
  }

  /** Noise, in steps. */
  public long draw() {
    return draw(0);
  }

  /** A sum of {@link #steps} with noise, as a number. */
  public double noisy(long steps) {
    return value(steps + draw());
  }

  /**
   * Noise, in steps, given that it is at least some deviations.
   *
   * @param deviations 0 to 8
   */
  public long standingOut(int deviations) {
    long drawn = draw(deviations);
    return drawn < 0 ? ~drawn : drawn;
  }

  /** Whether something of a chance happens, to the 63rd bit; from the same source as the noise. */
  public boolean happens(double chance) {
    return fraction() < (long) (chance * 0x1p63);
  }

  /** A normal number whose size is {@code from} or more, rounded down. */
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

  /** Compares two fractions; the bits that were never drawn are as good as a coin. */
  private boolean isLess(long one, long other) {
    return one < other || (one == other && bits.nextBoolean());
  }
}
