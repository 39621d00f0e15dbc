package io.kuayu.models.towers;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import io.kuayu.models.content.WordSplitter;
import java.util.Arrays;

/**
 * The words of each item's text, hashed into a table of fixed size. An item added after training
 * therefore has a vector too. Scripts without spaces are split into pairs of characters.
 */
public final class HashedWords {
  /** Longer texts are truncated: the first words carry most information. */
  private static final int MAX_WORDS = 32;

  private final int[][] buckets;

  private HashedWords(int[][] buckets) {
    this.buckets = buckets;
  }

  public static HashedWords of(Catalogue catalogue, int size) {
    int[][] buckets = new int[catalogue.size()][];
    Arrays.setAll(buckets, item -> buckets(catalogue.item(item), size));
    return new HashedWords(buckets);
  }

  /** The distinct buckets of an item. The array is shared: do not write to it. */
  public int[] of(int item) {
    return buckets[item];
  }

  private static int[] buckets(Item item, int size) {
    return WordSplitter.words(item).stream()
        .distinct()
        .limit(MAX_WORDS)
        .mapToInt(word -> bucket(word, size))
        .distinct()
        .toArray();
  }

  /** The hash is folded, whose lowest bits are well mixed then. */
  private static int bucket(String word, int size) {
    int hash = WordSplitter.hash(word);
    return Math.floorMod(hash ^ (hash >>> 15), size);
  }
}
