package io.kuayu.corpus.clean;

import io.kuayu.core.Seed;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A hash of a text that is near for texts with nearly the same words (Charikar, STOC 2002): each
 * word votes on each of 64 bits. Texts are near where at most {@value #NEAR} bits differ; then one
 * of {@value #BANDS} bands of bits is equal, by which they are found.
 */
public final class SimHash {
  /** Pieces of 16 bits. */
  public static final int BANDS = 4;

  private static final int NEAR = 3;

  private SimHash() {}

  /** The distinct words of a text, in small letters. */
  public static Set<String> words(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    return new LinkedHashSet<>(List.of(plain.split(" ", -1)));
  }

  /** The hash of a text's distinct words. */
  public static long of(String text) {
    int[] votes = new int[Long.SIZE];
    Seed seed = new Seed(0);
    for (String word : words(text)) {
      long bits = seed.derive(word).value();
      for (int bit = 0; bit < votes.length; bit++) {
        votes[bit] += (bits >>> bit & 1) == 1 ? 1 : -1;
      }
    }
    long hash = 0;
    for (int bit = 0; bit < votes.length; bit++) {
      hash |= votes[bit] > 0 ? 1L << bit : 0;
    }
    return hash;
  }

  /** The bits of a band. */
  public static int band(long hash, int band) {
    return (int) (hash >>> (band * Long.SIZE / BANDS) & 0xffff);
  }

  public static boolean isNear(long one, long other) {
    return Long.bitCount(one ^ other) <= NEAR;
  }
}
