package io.kuayu.models.towers;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import io.kuayu.core.content.Modality;
import io.kuayu.encoders.ContentReader;
import io.kuayu.models.content.WordSplitter;
import java.nio.charset.StandardCharsets;
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
    Arrays.setAll(buckets, item -> buckets(text(catalogue.item(item)), size));
    return new HashedWords(buckets);
  }

  /** The distinct buckets of an item. The array is shared: do not write to it. */
  public int[] of(int item) {
    return buckets[item];
  }

  private static String text(Item item) {
    return item.content(Modality.TEXT).map(ContentReader::text).orElse("");
  }

  private static int[] buckets(String text, int size) {
    return WordSplitter.words(text).stream()
        .distinct()
        .limit(MAX_WORDS)
        .mapToInt(word -> bucket(word, size))
        .distinct()
        .toArray();
  }

  /** FNV-1a, whose lowest bits are well mixed after folding. */
  private static int bucket(String word, int size) {
    int hash = 0x811c9dc5;
    for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x01000193;
    }
    return Math.floorMod(hash ^ (hash >>> 15), size);
  }
}
