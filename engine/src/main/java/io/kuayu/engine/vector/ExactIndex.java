package io.kuayu.engine.vector;

import io.kuayu.models.dense.GreatestRows;
import io.kuayu.models.dense.VectorTiles;
import java.util.Arrays;
import java.util.function.IntPredicate;

/** Compares with every vector, tile by tile. */
public final class ExactIndex implements VectorIndex {
  private static final int TILE = 1024;

  private final VectorTiles tiles;
  private final int size;

  private ExactIndex(VectorTiles tiles, int size) {
    this.tiles = tiles;
    this.size = size;
  }

  /** Where vectors come from. */
  @FunctionalInterface
  public interface Source {
    /** Writes the vector of a row, {@code [dimension]}. */
    void read(int row, float[] target);
  }

  /** An index of {@code size} vectors, which are copied. */
  public static ExactIndex of(int size, int dimension, Source source) {
    VectorTiles tiles = VectorTiles.of(size, TILE, dimension);
    float[] vector = new float[dimension];
    for (int row = 0; row < size; row++) {
      source.read(row, vector);
      tiles.set(row, vector, 0);
    }
    return new ExactIndex(tiles, size);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Near[] search(float[] vector, int most, IntPredicate accepts) {
    if (vector.length != tiles.dimension()) {
      throw new IllegalArgumentException(
          vector.length + " numbers instead of " + tiles.dimension());
    }
    if (most < 1 || size == 0) {
      return new Near[0];
    }
    GreatestRows best = new GreatestRows(Math.min(most, size));
    float[] products = new float[TILE];
    for (int tile = 0; tile * TILE < size; tile++) {
      tiles.products(tile, vector, products);
      int rows = Math.min(TILE, size - tile * TILE);
      for (int index = 0; index < rows; index++) {
        if (products[index] >= best.threshold() && accepts.test(tile * TILE + index)) {
          best.offer(tile * TILE + index, products[index]);
        }
      }
    }
    return Arrays.stream(best.descending())
        .map(found -> new Near(found.row(), found.value()))
        .toArray(Near[]::new);
  }
}
