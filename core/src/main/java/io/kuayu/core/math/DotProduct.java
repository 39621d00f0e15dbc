package io.kuayu.core.math;

/**
 * The dot product of floats. Eight partial sums, always added up in the same order, break the chain
 * of additions that would keep the compiler from using the processor's vector units.
 */
public final class DotProduct {
  private static final int LANES = 8;

  private DotProduct() {}

  /** The sum of {@code a[aFrom + i] * b[bFrom + i]} over {@code length} entries. */
  public static float of(float[] a, int aFrom, float[] b, int bFrom, int length) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int index = 0;
    for (; index <= length - LANES; index += LANES) {
      int i = aFrom + index;
      int j = bFrom + index;
      s0 += a[i] * b[j];
      s1 += a[i + 1] * b[j + 1];
      s2 += a[i + 2] * b[j + 2];
      s3 += a[i + 3] * b[j + 3];
      s4 += a[i + 4] * b[j + 4];
      s5 += a[i + 5] * b[j + 5];
      s6 += a[i + 6] * b[j + 6];
      s7 += a[i + 7] * b[j + 7];
    }
    for (; index < length; index++) {
      s0 += a[aFrom + index] * b[bFrom + index];
    }
    return ((s0 + s4) + (s1 + s5)) + ((s2 + s6) + (s3 + s7));
  }
}
