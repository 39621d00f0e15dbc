package io.kuayu.engine.vector;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Seed;
import io.kuayu.model.Embedding;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Vectors of a catalogue's items, of length 1, for cosines. */
public final class UnitVectors {
  /** The number of items whose vectors are cached: popular items are compared often. */
  private static final int SAMPLED = 4096;

  /** Of the levels of a graph, which change no answer but the time that it takes. */
  private static final Seed SEED = new Seed(0);

  private final Catalogue catalogue;
  private final Embedding embedding;
  private final Map<Integer, VectorIndex> indices = new HashMap<>();
  private final AtomicReferenceArray<@Nullable Entry> kept = new AtomicReferenceArray<>(SAMPLED);

  @SuppressWarnings("ArrayRecordComponent") // Shared column of the hot path.
  private record Entry(int item, float[] vector) {}

  public UnitVectors(Catalogue catalogue, Embedding embedding) {
    this.catalogue = catalogue;
    this.embedding = embedding;
  }

  /** The model family that produced them. */
  public String family() {
    return embedding.family();
  }

  public int dimension() {
    return embedding.dimension();
  }

  public boolean has(int item) {
    return embedding.has(item);
  }

  /** The vector of an item, shared; zeros where the item has none. */
  public float[] of(int item) {
    Entry entry = kept.get(item % SAMPLED);
    if (entry == null || entry.item != item) {
      entry = new Entry(item, read(item));
      kept.set(item % SAMPLED, entry);
    }
    return entry.vector;
  }

  private float[] read(int item) {
    float[] vector = new float[embedding.dimension()];
    embedding.copy(item, vector, 0);
    float length = (float) Math.sqrt(dot(vector, vector));
    for (int axis = 0; axis < vector.length && length > 0; axis++) {
      vector[axis] /= length;
    }
    return vector;
  }

  /**
   * An index of a domain's items; its rows are their positions. Built at the first use: exact at
   * first, with a graph built later where the domain is large.
   */
  public VectorIndex index(int domain) {
    synchronized (indices) {
      return indices.computeIfAbsent(
          domain,
          key -> {
            int size = catalogue.ordinals(domain).length;
            return VectorIndex.of(size, dimension(), source(domain), SEED);
          });
    }
  }

  private ExactIndex.Source source(int domain) {
    int[] items = catalogue.ordinals(domain);
    return (row, target) -> System.arraycopy(read(items[row]), 0, target, 0, target.length);
  }

  /**
   * Takes over the graphs that were built for an earlier form of this catalogue.
   *
   * @param changed ordinals of items whose vectors may have changed
   */
  public void updateFrom(UnitVectors before, Set<Integer> changed) {
    if (!family().equals(before.family()) || dimension() != before.dimension()) {
      return;
    }
    Map<Integer, VectorIndex> built;
    synchronized (before.indices) {
      built = Map.copyOf(before.indices);
    }
    synchronized (indices) {
      built.forEach(
          (domain, index) -> {
            BitSet different = new BitSet();
            changed.stream()
                .filter(item -> catalogue.domainOf(item) == domain)
                .forEach(item -> different.set(catalogue.positionOf(item)));
            index
                .updated(catalogue.ordinals(domain).length, different, source(domain))
                .ifPresent(updated -> indices.put(domain, updated));
          });
    }
  }

  public static float dot(float[] left, float[] right) {
    float sum = 0;
    for (int axis = 0; axis < left.length; axis++) {
      sum += left[axis] * right[axis];
    }
    return sum;
  }
}
