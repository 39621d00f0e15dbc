package io.kuayu.core;

import java.util.Locale;

/** Checks sizes before they become array lengths, so that too much data ends with a remedy. */
public final class ArraySize {
  /** The longest array that every JVM allows. */
  public static final int MAX = Integer.MAX_VALUE - 8;

  private ArraySize() {}

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
