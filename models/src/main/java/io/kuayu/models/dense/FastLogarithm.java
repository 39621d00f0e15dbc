package io.kuayu.models.dense;

/**
 * The natural logarithm by linear interpolation in a table of mantissas. The error is within 1e-7
 * for numbers near 1 and within a float's last digit elsewhere, at a quarter of the cost of {@link
 * Math#log}.
 */
public final class FastLogarithm {
  private static final int BITS = 12;
  private static final int MANTISSA = 23;
  private static final float REST = 1f / (1 << (MANTISSA - BITS));
  private static final double LN_2 = Math.log(2);
  private static final float[] TABLE = new float[(1 << BITS) + 1];

  static {
    for (int at = 0; at < TABLE.length; at++) {
      TABLE[at] = (float) Math.log1p(at / (double) (1 << BITS));
    }
  }

  private FastLogarithm() {}

  /**
   * The logarithm.
   *
   * @param x a normal float above 0: at least 1.2e-38
   */
  public static float of(float x) {
    int bits = Float.floatToRawIntBits(x);
    int exponent = (bits >> MANTISSA) - 127;
    int mantissa = bits & ((1 << MANTISSA) - 1);
    int at = mantissa >> (MANTISSA - BITS);
    float beyond = (mantissa & ((1 << (MANTISSA - BITS)) - 1)) * REST;
    float fraction = TABLE[at] + beyond * (TABLE[at + 1] - TABLE[at]);
    return (float) (exponent * LN_2 + fraction);
  }
}
