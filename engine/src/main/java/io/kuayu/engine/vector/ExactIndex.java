package io.kuayu.engine.vector;

import io.kuayu.core.math.TopRows;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Searches all vectors exactly. It compares with the 8-bit quantised form first, and with the
 * vector itself only where that cannot exclude it from the best. The result is exact, at a third of
 * the cost of comparing with all vectors themselves. Takes 5 bytes per number.
 */
public final class ExactIndex implements VectorIndex {
  private static final int TILE = QuantizedVectors.TILE;

  private final QuantizedVectors coarse;

  /** The vectors of each tile, in row order. */
  private final float[][] rows;

  private final int size;
  private final int dimension;

  private ExactIndex(QuantizedVectors coarse, float[][] rows, int size, int dimension) {
    this.coarse = coarse;
    this.rows = rows;
    this.size = size;
    this.dimension = dimension;
  }

  /** Provides vectors. */
  @FunctionalInterface
  public interface Source {
    /** Writes the vector of a row, {@code [dimension]}. */
    void read(int row, float[] target);
  }

  /** An index of {@code size} vectors, which are copied. */
  public static ExactIndex of(int size, int dimension, Source source) {
    QuantizedVectors coarse = new QuantizedVectors(size, dimension);
    float[][] rows = new float[(size + TILE - 1) / TILE][];
    float[] vector = new float[dimension];
    for (int row = 0; row < size; row++) {
      if (row % TILE == 0) {
        rows[row / TILE] = new float[Math.min(TILE, size - row) * dimension];
      }
      source.read(row, vector);
      System.arraycopy(vector, 0, rows[row / TILE], row % TILE * dimension, dimension);
      coarse.set(row, vector, 0);
    }
    return new ExactIndex(coarse, rows, size, dimension);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Neighbour[] search(float[] vector, int count, IntPredicate accepts) {
    if (vector.length != dimension) {
      throw new IllegalArgumentException(vector.length + " numbers instead of " + dimension);
    }
    if (count < 1 || size == 0) {
      return new Neighbour[0];
    }
    TopRows best = new TopRows(Math.min(count, size));
    float length = length(vector);
    float[] bounds = new float[TILE];
    for (int tile = 0; tile < rows.length; tile++) {
      coarse.bounds(tile, vector, length, bounds);
      int tileRows = Math.min(TILE, size - tile * TILE);
      for (int row = 0; row < tileRows; row++) {
        if (bounds[row] >= best.threshold() && accepts.test(tile * TILE + row)) {
          best.offer(tile * TILE + row, product(vector, rows[tile], row * dimension));
        }
      }
    }
    return Arrays.stream(best.descending())
        .map(found -> new Neighbour(found.row(), found.value()))
        .toArray(Neighbour[]::new);
  }

  int dimension() {
    return dimension;
  }

  /** Copies the vector of a row, {@code [dimension]}. */
  void copy(int row, float[] target) {
    System.arraycopy(rows[row / TILE], row % TILE * dimension, target, 0, dimension);
  }

  /** Rounds once, at the end. */
  private static float product(float[] vector, float[] rows, int at) {
    double sum = 0;
    for (int axis = 0; axis < vector.length; axis++) {
      sum += (double) vector[axis] * rows[at + axis];
    }
    return (float) sum;
  }

  /** Slightly more than the length, so that bounds remain valid. */
  private static float length(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    return (float) (Math.sqrt(squares) * 1.000001);
  }
}
