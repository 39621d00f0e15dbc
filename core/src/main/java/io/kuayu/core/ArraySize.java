package io.kuayu.core;

import java.util.Locale;

/** Checks sizes before they become array lengths, so that too much data ends with a remedy. */
public final class ArraySize {
  /** The longest array that every JVM allows. */
  public static final int MAX = Integer.MAX_VALUE - 8;

  private static final String PRODUCT_REMEDY =
      "keep fewer items (clean.k-core drops rare ones), or choose a smaller dimension or fewer terms";

  private ArraySize() {}

  /**
   * The product of some sizes as the length of an array, such as items × dimension, which would
   * wrap around in {@code int}.
   *
   * @param what the entries are, such as {@code numbers of the item vectors}
   * @param sizes 0 or more each
   * @throws KuayuException if the product is more than {@value #MAX}
   */
  public static int product(String what, long... sizes) {
    long product = 1;
    for (long size : sizes) {
      if (size < 0) {
        throw new IllegalArgumentException("there cannot be " + size + " " + what);
      }
      boolean fitsLong = size == 0 || product <= Long.MAX_VALUE / size;
      product = fitsLong ? product * size : Long.MAX_VALUE;
    }
    return of(product, what, PRODUCT_REMEDY);
  }

  /**
   * A size as the length of an array.
   *
   * @param size number of entries
   * @param what the entries are, such as {@code events of the corpus}
   * @param remedy what to do if there are too many
   * @throws KuayuException if they are more than {@value #MAX}
   */
  public static int of(long size, String what, String remedy) {
    return of(size, MAX, what, remedy);
  }

  /**
   * A size below a limit of its own.
   *
   * @throws KuayuException if it is more than {@code max}
   */
  public static int of(long size, int max, String what, String remedy) {
    if (size > max) {
      throw new KuayuException(
          ErrorCode.CORPUS_TOO_LARGE,
          String.format(Locale.ROOT, "%,d %s are too many: the limit is %,d", size, what, max),
          remedy);
    }
    return Math.toIntExact(size);
  }
}
