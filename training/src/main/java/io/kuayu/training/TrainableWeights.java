package io.kuayu.training;

import ai.djl.ndarray.NDArray;
import io.kuayu.core.ArraySize;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * All trainable weights of a network, by name: dense arrays in the engine's memory, which take part
 * in every step, and tables in Java's memory of which a step touches a few rows ({@link
 * EmbeddingTable}).
 */
public final class TrainableWeights {
  /** The engine copies arrays through buffers, which are below 2³¹ bytes. */
  private static final int ENGINE_LIMIT = Integer.MAX_VALUE / Float.BYTES;

  private final TorchSession session;
  private final Map<String, NDArray> dense = new LinkedHashMap<>();
  private final Map<String, EmbeddingTable> tables = new LinkedHashMap<>();

  public TrainableWeights(TorchSession session) {
    this.session = session;
  }

  /**
   * Adds a dense array.
   *
   * @param initial values, row-major; copied
   * @return a leaf, updated in place by every step of the optimiser
   */
  public NDArray dense(String name, float[] initial, long... shape) {
    var _ =
        ArraySize.of(
            initial.length,
            ENGINE_LIMIT,
            "numbers of the weight " + name,
            "train on fewer items (clean.k-core drops rare ones), or choose a smaller dimension");
    NDArray array = session.leaf(initial, shape);
    if (tables.containsKey(name) || dense.put(name, array) != null) {
      throw new IllegalArgumentException("there are two weights named " + name);
    }
    return array;
  }

  /**
   * Adds a table of rows.
   *
   * @param initial values {@code [rows, width]}, row-major; not copied
   */
  public EmbeddingTable rows(String name, float[] initial, int width) {
    EmbeddingTable table = new EmbeddingTable(name, initial, width);
    if (dense.containsKey(name) || tables.put(name, table) != null) {
      throw new IllegalArgumentException("there are two weights named " + name);
    }
    return table;
  }

  /** The dense arrays in the order in which they were added. */
  public Map<String, NDArray> dense() {
    return Collections.unmodifiableMap(dense);
  }

  /** The tables in the order in which they were added. */
  public Map<String, EmbeddingTable> tables() {
    return Collections.unmodifiableMap(tables);
  }

  /** A copy of all current values. */
  public Map<String, float[]> copy() {
    Map<String, float[]> values = new LinkedHashMap<>();
    dense.forEach((name, array) -> values.put(name, TorchSession.values(array)));
    tables.forEach((name, table) -> values.put(name, table.values().clone()));
    return values;
  }

  /** Restores all values that {@link #copy} returned. */
  public void restore(Map<String, float[]> values) {
    dense.forEach((name, array) -> TorchSession.write(named(values, name), array));
    tables.forEach(
        (name, table) ->
            System.arraycopy(named(values, name), 0, table.values(), 0, table.values().length));
  }

  /**
   * Changes one weight in place: a table directly, a dense array through a copy.
   *
   * @param change of the values, row-major
   */
  void update(String name, Consumer<float[]> change) {
    if (tables.containsKey(name)) {
      change.accept(named(tables, name).values());
      return;
    }
    NDArray array = named(dense, name);
    float[] values = TorchSession.values(array);
    change.accept(values);
    TorchSession.write(values, array);
  }

  static <T> T named(Map<String, T> values, String name) {
    T found = values.get(name);
    if (found == null) {
      throw new IllegalArgumentException("there is no weight named " + name);
    }
    return found;
  }
}
