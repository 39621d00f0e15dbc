package io.kuayu.models.dense;

/**
 * {@code log(1 + eˣ)} by linear interpolation in a table, within 7e-7. One lookup replaces an
 * exponential and a logarithm.
 */
public final class FastSoftplus {
  /** Below this, the value is too small to change a float it is added to. */
  private static final int MIN = -17;

  /** Above this, {@code log(1 + eˣ)} equals x. */
  private static final int MAX = 17;

  private static final int STEPS = 256;
  private static final float[] TABLE = new float[(MAX - MIN) * STEPS + 1];

  static {
    for (int at = 0; at < TABLE.length; at++) {
      TABLE[at] = (float) Math.log1p(Math.exp(MIN + at / (double) STEPS));
    }
  }

  private FastSoftplus() {}

  /** The value, 0 for a very negative number. */
  public static float of(double x) {
    if (x < MIN) {
      return 0;
    }
    if (x >= MAX) {
      return (float) x;
    }
    double place = (x - MIN) * STEPS;
    int at = (int) place;
    return TABLE[at] + (float) (place - at) * (TABLE[at + 1] - TABLE[at]);
  }
}
