package io.kuayu.engine.vector;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Compares with every vector. They lie in tiles of {@value #TILE}, each tile by dimension, so that
 * the inner loop runs over neighbours of arrays that it indexes alike and compilers turn it into
 * vector instructions; what it costs is reading the memory once.
 */
public final class ExactIndex implements VectorIndex {
  private static final int TILE = 1024;

  private final float[][] tiles;
  private final int size;
  private final int dimension;

  private ExactIndex(float[][] tiles, int size, int dimension) {
    this.tiles = tiles;
    this.size = size;
    this.dimension = dimension;
  }

  /** Where vectors come from. */
  @FunctionalInterface
  public interface Source {
    /** Writes the vector of a row, {@code [dimension]}. */
    void read(int row, float[] target);
  }

  /** An index of {@code size} vectors, which are copied. */
  public static ExactIndex of(int size, int dimension, Source source) {
    float[][] tiles = new float[Math.multiplyExact((size + TILE - 1) / TILE, dimension)][TILE];
    float[] vector = new float[dimension];
    for (int row = 0; row < size; row++) {
      source.read(row, vector);
      int from = row / TILE * dimension;
      for (int axis = 0; axis < dimension; axis++) {
        tiles[from + axis][row % TILE] = vector[axis];
      }
    }
    return new ExactIndex(tiles, size, dimension);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Near[] search(float[] vector, int most, IntPredicate accepts) {
    if (vector.length != dimension) {
      throw new IllegalArgumentException(vector.length + " numbers instead of " + dimension);
    }
    if (most < 1 || size == 0) {
      return new Near[0];
    }
    BestRows best = new BestRows(Math.min(most, size));
    float[] products = new float[TILE];
    for (int tile = 0; tile * TILE < size; tile++) {
      products(tile * dimension, vector, products);
      int rows = Math.min(TILE, size - tile * TILE);
      for (int index = 0; index < rows; index++) {
        if (products[index] >= best.threshold() && accepts.test(tile * TILE + index)) {
          best.offer(tile * TILE + index, products[index]);
        }
      }
    }
    return best.descending();
  }

  private void products(int from, float[] vector, float[] products) {
    Arrays.fill(products, 0);
    int axis = 0;
    for (; axis + 4 <= dimension; axis += 4) {
      addFour(
          tiles[from + axis],
          tiles[from + axis + 1],
          tiles[from + axis + 2],
          tiles[from + axis + 3],
          vector[axis],
          vector[axis + 1],
          vector[axis + 2],
          vector[axis + 3],
          products);
    }
    for (; axis < dimension; axis++) {
      float[] own = tiles[from + axis];
      for (int item = 0; item < TILE; item++) {
        products[item] += vector[axis] * own[item];
      }
    }
  }

  /** Four dimensions at once, so that the sums are loaded and stored a fourth as often. */
  private static void addFour(
      float[] one,
      float[] two,
      float[] three,
      float[] four,
      float a,
      float b,
      float c,
      float d,
      float[] products) {
    for (int item = 0; item < TILE; item++) {
      products[item] += a * one[item] + b * two[item] + c * three[item] + d * four[item];
    }
  }
}
