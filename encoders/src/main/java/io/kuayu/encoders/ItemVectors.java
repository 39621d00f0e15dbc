package io.kuayu.encoders;

import io.kuayu.core.Item;
import io.kuayu.core.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The encoded texts of some items, {@code [items, dimension]} in the order of the items, with a
 * mark for items that have no text. Four bytes a number: 28,000 items of minilm take 43 MB.
 */
public final class ItemVectors {
  private static final int TEXTS_AT_ONCE = 256;

  private final EncoderIdentity encoder;
  private final int dimension;
  private final float[] values;
  private final boolean[] present;

  /**
   * @param values {@code [items, dimension]}, zeros where an item has no text
   * @param present whether an item has text, {@code [items]}
   */
  public ItemVectors(EncoderIdentity encoder, int dimension, float[] values, boolean[] present) {
    if (values.length != present.length * dimension) {
      throw new IllegalArgumentException(
          values.length + " numbers are no " + present.length + " vectors of " + dimension);
    }
    this.encoder = encoder;
    this.dimension = dimension;
    this.values = values;
    this.present = present;
  }

  /**
   * Encodes the texts of items that are new to the cache, and takes the others from it. Equal texts
   * are encoded once. What was encoded stays in the cache even where the work is broken off.
   *
   * @param cache a folder
   */
  public static ItemVectors encode(
      List<Item> items, TextEncoder encoder, Path cache, Progress progress) {
    return encode(
        items,
        encoder,
        Optional.of(new VectorCache(cache, encoder.identity(), encoder.dimension())),
        progress);
  }

  /** Encodes the texts of items without a cache, as where a few are new to a trained model. */
  public static ItemVectors encode(List<Item> items, TextEncoder encoder) {
    return encode(items, encoder, Optional.empty(), Progress.NONE);
  }

  private static ItemVectors encode(
      List<Item> items, TextEncoder encoder, Optional<VectorCache> cache, Progress progress) {
    int dimension = encoder.dimension();
    ContentHash[] hashes = new ContentHash[items.size()];
    boolean[] present = new boolean[items.size()];
    Map<ContentHash, String> texts = new LinkedHashMap<>();
    for (int item = 0; item < hashes.length; item++) {
      String text = items.get(item).text();
      present[item] = saysSomething(text);
      if (present[item]) {
        hashes[item] = ContentHash.of(text);
        texts.put(hashes[item], text);
      }
    }
    Map<ContentHash, float[]> vectors =
        cache.map(known -> known.find(texts.keySet())).orElseGet(HashMap::new);
    texts.keySet().removeAll(vectors.keySet());
    encodeMissing(texts, vectors, encoder, cache, progress);
    float[] values = new float[Math.multiplyExact(hashes.length, dimension)];
    for (int item = 0; item < hashes.length; item++) {
      if (present[item]) {
        System.arraycopy(vectors.get(hashes[item]), 0, values, item * dimension, dimension);
      }
    }
    return new ItemVectors(encoder.identity(), dimension, values, present);
  }

  private static void encodeMissing(
      Map<ContentHash, String> texts,
      Map<ContentHash, float[]> vectors,
      TextEncoder encoder,
      Optional<VectorCache> cache,
      Progress progress) {
    if (texts.isEmpty()) {
      return;
    }
    // Texts of like length together make full batches.
    List<Map.Entry<ContentHash, String>> missing = new ArrayList<>(texts.entrySet());
    missing.sort(Comparator.comparingInt(entry -> entry.getValue().length()));
    String name = "texts read by " + encoder.identity().name();
    try (Progress.Task task = progress.start(name, missing.size())) {
      for (int from = 0; from < missing.size(); from += TEXTS_AT_ONCE) {
        var some = missing.subList(from, Math.min(missing.size(), from + TEXTS_AT_ONCE));
        List<ContentHash> keys = some.stream().map(Map.Entry::getKey).toList();
        float[][] encoded = encoder.encode(some.stream().map(Map.Entry::getValue).toList());
        for (int index = 0; index < encoded.length; index++) {
          vectors.put(keys.get(index), encoded[index]);
        }
        cache.ifPresent(known -> known.append(keys, encoded));
        task.advance(encoded.length);
      }
    }
  }

  private static boolean saysSomething(String text) {
    return text.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  /** What encoded them. */
  public EncoderIdentity encoder() {
    return encoder;
  }

  /** Number of items, with and without text. */
  public int size() {
    return present.length;
  }

  /** Numbers in a vector. */
  public int dimension() {
    return dimension;
  }

  /** Whether the item has a text: one letter or digit at least. */
  public boolean has(int item) {
    return present[item];
  }

  /** Number of items that have a text. */
  public int count() {
    int count = 0;
    for (boolean has : present) {
      count += has ? 1 : 0;
    }
    return count;
  }

  /**
   * All vectors, {@code [items, dimension]}, of length 1, or zeros where there is no text. The
   * array is shared: do not write to it.
   */
  public float[] values() {
    return values;
  }
}
