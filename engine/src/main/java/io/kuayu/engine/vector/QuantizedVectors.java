package io.kuayu.engine.vector;

import java.util.Arrays;

/**
 * Vectors quantised to one byte per number, with a bound on each one's quantisation error. A
 * product reads a fourth of the memory, and the bound shows which exact products need not be
 * computed. Laid out in tiles, by dimension, for loops that the compiler can vectorise.
 */
final class QuantizedVectors {
  static final int TILE = 1024;

  private static final int MAX_CODE = 127;

  /** The largest relative error of one float rounding. */
  private static final double ROUNDING = 6e-8;

  /** One array per tile and dimension, {@code [tiles * dimension][TILE]}. */
  private final byte[][] codes;

  private final float[] steps;
  private final float[] errors;
  private final int dimension;

  QuantizedVectors(int rows, int dimension) {
    this.dimension = dimension;
    int tiles = (rows + TILE - 1) / TILE;
    codes = new byte[Math.multiplyExact(tiles, dimension)][TILE];
    steps = new float[tiles * TILE];
    errors = new float[tiles * TILE];
  }

  /** Sets a row to the vector that starts at {@code at}. */
  void set(int row, float[] vectors, int at) {
    float max = 0;
    for (int axis = 0; axis < dimension; axis++) {
      max = Math.max(max, Math.abs(vectors[at + axis]));
    }
    float step = max / MAX_CODE;
    double error = 0;
    double length = 0;
    for (int axis = 0; axis < dimension; axis++) {
      float value = vectors[at + axis];
      int code = step > 0 ? Math.clamp(Math.round(value / step), -MAX_CODE, MAX_CODE) : 0;
      codes[row / TILE * dimension + axis][row % TILE] = (byte) code;
      double off = value - (double) step * code;
      error += off * off;
      length += (double) value * value;
    }
    steps[row] = step;
    // The products and sums themselves are rounded too.
    errors[row] =
        (float) (Math.sqrt(error) * 1.0001 + (dimension + 8) * 2 * ROUNDING * Math.sqrt(length));
  }

  /**
   * Computes an upper bound of the product of a vector with each row of a tile.
   *
   * @param length the length of the vector
   * @param max output, {@code [TILE]}
   */
  void bounds(int tile, float[] vector, float length, float[] max) {
    Arrays.fill(max, 0);
    int first = tile * dimension;
    int axis = 0;
    for (; axis + 4 <= dimension; axis += 4) {
      addFour(
          codes[first + axis],
          codes[first + axis + 1],
          codes[first + axis + 2],
          codes[first + axis + 3],
          vector,
          axis,
          max);
    }
    for (; axis < dimension; axis++) {
      byte[] own = codes[first + axis];
      float factor = vector[axis];
      for (int row = 0; row < max.length; row++) {
        max[row] += factor * own[row];
      }
    }
    int from = tile * TILE;
    for (int row = 0; row < max.length; row++) {
      max[row] = max[row] * steps[from + row] + length * errors[from + row];
    }
  }

  // Four at once, and one output array: with more, compilers do not vectorise.
  private static void addFour(
      byte[] one,
      byte[] two,
      byte[] three,
      byte[] four,
      float[] vector,
      int axis,
      float[] products) {
    float a = vector[axis];
    float b = vector[axis + 1];
    float c = vector[axis + 2];
    float d = vector[axis + 3];
    for (int row = 0; row < products.length; row++) {
      products[row] += a * one[row] + b * two[row] + c * three[row] + d * four[row];
    }
  }
}
