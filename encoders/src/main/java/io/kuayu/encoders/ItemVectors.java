package io.kuayu.encoders;

import io.kuayu.core.ArraySize;
import io.kuayu.core.Item;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Progress;
import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentSource;
import io.kuayu.core.content.Modality;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The encoded contents of some items, {@code [items, dimension]} in the order of the items, with a
 * mask for items without such a content. Four bytes a number: 28,000 items of minilm take 43 MB.
 */
public final class ItemVectors {
  private static final Logger LOG = LoggerFactory.getLogger(ItemVectors.class);
  private static final int CONTENTS_AT_ONCE = 256;

  private final EncoderIdentity encoder;
  private final int dimension;
  private final float[] values;
  private final boolean[] present;

  /**
   * @param values {@code [items, dimension]}, zeros where an item has no content
   * @param present whether an item has a vector, {@code [items]}
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
   * Encodes the contents that are new to the cache, and takes the others from it. Equal contents
   * are encoded once. What was encoded stays in the cache even where the work is broken off.
   *
   * @param items of which the content of the encoder's modality is read
   * @param cache a folder
   */
  public static ItemVectors encode(
      List<Item> items, ItemEncoder encoder, Path cache, Progress progress) {
    VectorStore store =
        encoder instanceof GivenVectors
            ? VectorStore.NONE
            : new VectorCache(cache, encoder.identity(), encoder.dimension());
    return encode(items, encoder, store, progress);
  }

  /** Encodes contents without a cache, as where a few are new to a trained model. */
  public static ItemVectors encode(List<Item> items, ItemEncoder encoder) {
    return encode(items, encoder, VectorStore.NONE, Progress.NONE);
  }

  static ItemVectors encode(
      List<Item> items, ItemEncoder encoder, VectorStore store, Progress progress) {
    int dimension = encoder.dimension();
    @Nullable ContentHash[] hashes = new ContentHash[items.size()];
    Map<ContentHash, Content> contents = contents(items, encoder, hashes);
    Map<ContentHash, float[]> vectors = store.find(contents.keySet());
    contents.keySet().removeAll(vectors.keySet());
    encodeMissing(contents, vectors, encoder, store, progress);
    boolean[] present = new boolean[hashes.length];
    float[] values =
        new float[ArraySize.product("numbers of the item vectors", hashes.length, dimension)];
    for (int item = 0; item < hashes.length; item++) {
      float[] vector = hashes[item] == null ? null : vectors.get(hashes[item]);
      if (vector != null) {
        present[item] = true;
        System.arraycopy(vector, 0, values, item * dimension, dimension);
      }
    }
    return new ItemVectors(encoder.identity(), dimension, values, present);
  }

  /**
   * The distinct contents that the encoder accepts.
   *
   * @param hashes written: that of each item's content, null where it has none
   */
  private static Map<ContentHash, Content> contents(
      List<Item> items, ItemEncoder encoder, @Nullable ContentHash[] hashes) {
    Map<ContentHash, Content> contents = new LinkedHashMap<>();
    int unreadable = 0;
    for (int item = 0; item < hashes.length; item++) {
      Optional<Content> content = encoder.content(items.get(item));
      try {
        if (content.isPresent() && encoder.accepts(content.get())) {
          ContentHash hash = ContentHash.of(content.get());
          hashes[item] = hash;
          contents.put(hash, content.get());
        }
      } catch (KuayuException e) {
        if (unreadable++ == 0) {
          LOG.warn("{}: {}; {}", items.get(item).key(), e.getMessage(), e.remedy());
        }
      }
    }
    if (unreadable > 1) {
      LOG.warn("{} contents cannot be read and count as absent", unreadable);
    }
    return contents;
  }

  private static void encodeMissing(
      Map<ContentHash, Content> contents,
      Map<ContentHash, float[]> vectors,
      ItemEncoder encoder,
      VectorStore store,
      Progress progress) {
    if (contents.isEmpty()) {
      return;
    }
    // Texts of like length together make full batches.
    List<Map.Entry<ContentHash, Content>> missing = new ArrayList<>(contents.entrySet());
    int absent = 0;
    missing.sort(Comparator.comparingInt(entry -> length(entry.getValue())));
    try (Progress.Task task = progress.start(taskName(encoder.identity()), missing.size())) {
      for (int from = 0; from < missing.size(); from += CONTENTS_AT_ONCE) {
        var some = missing.subList(from, Math.min(missing.size(), from + CONTENTS_AT_ONCE));
        EncodedBatch batch = encoder.encode(some.stream().map(Map.Entry::getValue).toList());
        List<ContentHash> keys = new ArrayList<>();
        List<float[]> encoded = new ArrayList<>();
        for (int index = 0; index < some.size(); index++) {
          if (batch.present()[index]) {
            keys.add(some.get(index).getKey());
            encoded.add(batch.vectors()[index]);
            vectors.put(some.get(index).getKey(), batch.vectors()[index]);
          } else {
            absent++;
          }
        }
        store.append(keys, encoded.toArray(float[][]::new));
        task.advance(some.size());
      }
    }
    if (absent > 0) {
      LOG.warn("{} contents cannot be read by {} and count as absent", absent, encoder.identity());
    }
  }

  private static int length(Content content) {
    return content.source() instanceof ContentSource.InlineText text ? text.text().length() : 0;
  }

  private static String taskName(EncoderIdentity encoder) {
    String contents = encoder.modality() == Modality.TEXT ? "texts" : "contents";
    return contents + " read by " + encoder.name();
  }

  /** What encoded them. */
  public EncoderIdentity encoder() {
    return encoder;
  }

  /** Number of items, with and without a vector. */
  public int size() {
    return present.length;
  }

  /** Numbers in a vector. */
  public int dimension() {
    return dimension;
  }

  /** Whether the item has a content that the encoder could read. */
  public boolean has(int item) {
    return present[item];
  }

  /** Number of items that have a vector. */
  public int count() {
    int count = 0;
    for (boolean has : present) {
      count += has ? 1 : 0;
    }
    return count;
  }

  /**
   * All vectors, {@code [items, dimension]}, zeros where there is none. The array is shared: do not
   * write to it.
   */
  public float[] values() {
    return values;
  }
}
