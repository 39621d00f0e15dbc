package io.kuayu.models.dense;

/**
 * The exponential of many bounded numbers, in branch-free loops that compilers vectorise, unlike
 * {@link Math#exp}: {@code e^x = (e^(x/2ⁿ))^2ⁿ}, the inner one by its series. Relative error below
 * {@code 2e-7 · bound · 4}.
 */
public final class FastExponential {
  /** Sums of thousands of exponentials of such numbers are still finite floats, and not zero. */
  public static final double MAX = 80;

  /** Up to this bound, seven terms of the series are as exact as a float. */
  private static final double SMALL = .32;

  private final int squarings;
  private final float shrink;

  private FastExponential(int squarings) {
    this.squarings = squarings;
    this.shrink = (float) (1.0 / (1 << squarings));
  }

  /**
   * An instance for numbers between {@code -bound} and {@code bound}, with a small margin.
   *
   * @param bound at most {@link #MAX}
   */
  public static FastExponential upTo(double bound) {
    int squarings = 0;
    while (bound / (1 << squarings) > SMALL) {
      squarings++;
    }
    return new FastExponential(squarings);
  }

  /**
   * Adds {@code weight · exp(factor · x)} to the sum of each x.
   *
   * @param x {@code [numbers]}; overwritten
   * @param sums {@code [numbers]}
   */
  public void add(float weight, float factor, float[] x, float[] sums) {
    series(factor * shrink, x);
    for (int n = 0; n < squarings; n++) {
      square(x);
    }
    for (int index = 0; index < x.length; index++) {
      sums[index] += weight * x[index];
    }
  }

  private static void series(float factor, float[] x) {
    for (int index = 0; index < x.length; index++) {
      float y = factor * x[index];
      float high = 1f / 24 + y * (1f / 120 + y * (1f / 720));
      x[index] = 1 + y * (1 + y * (.5f + y * (1f / 6 + y * high)));
    }
  }

  private static void square(float[] x) {
    for (int index = 0; index < x.length; index++) {
      x[index] *= x[index];
    }
  }
}
