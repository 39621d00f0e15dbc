package io.kuayu.models.dense;

import java.util.Arrays;

/**
 * Vectors laid out for products with all of them: in tiles of rows, each tile by dimension. The
 * inner loop runs over neighbouring rows of arrays that it indexes alike, which compilers turn into
 * vector instructions without reordering any sum; what it costs is reading the memory once.
 *
 * <p>Rows are zeros at first. Not thread-safe while rows are set; afterwards read by any thread.
 */
public final class VectorTiles {
  /** One array a tile and dimension, {@code [tiles * dimension][tile]}. */
  private final float[][] tiles;

  private final int tile;
  private final int dimension;

  private VectorTiles(float[][] tiles, int tile, int dimension) {
    this.tiles = tiles;
    this.tile = tile;
    this.dimension = dimension;
  }

  /**
   * Room for rows.
   *
   * @param tile rows in a tile
   */
  public static VectorTiles of(int rows, int tile, int dimension) {
    return new VectorTiles(new float[arrays(rows, tile, dimension)][tile], tile, dimension);
  }

  private static int arrays(int rows, int tile, int dimension) {
    return Math.multiplyExact((rows + tile - 1) / tile, dimension);
  }

  /** A copy with room for more rows. */
  public VectorTiles grown(int rows) {
    float[][] own = new float[arrays(rows, tile, dimension)][];
    for (int array = 0; array < own.length; array++) {
      own[array] = array < tiles.length ? tiles[array].clone() : new float[tile];
    }
    return new VectorTiles(own, tile, dimension);
  }

  /** Number of tiles. */
  public int tiles() {
    return tiles.length / Math.max(1, dimension);
  }

  public int dimension() {
    return dimension;
  }

  /** Sets a row to the numbers from {@code from} on. */
  public void set(int row, float[] vectors, int from) {
    int first = row / tile * dimension;
    for (int axis = 0; axis < dimension; axis++) {
      tiles[first + axis][row % tile] = vectors[from + axis];
    }
  }

  /** Copies a row to where {@code to} says. */
  public void copy(int row, float[] target, int to) {
    int first = row / tile * dimension;
    for (int axis = 0; axis < dimension; axis++) {
      target[to + axis] = tiles[first + axis][row % tile];
    }
  }

  /**
   * The dot products of a vector with each row of a tile.
   *
   * @param vector {@code [dimension]}
   * @param products written, {@code [tile]}
   */
  public void products(int number, float[] vector, float[] products) {
    Arrays.fill(products, 0);
    int first = number * dimension;
    int axis = 0;
    for (; axis + 4 <= dimension; axis += 4) {
      addFour(
          tiles[first + axis],
          tiles[first + axis + 1],
          tiles[first + axis + 2],
          tiles[first + axis + 3],
          vector[axis],
          vector[axis + 1],
          vector[axis + 2],
          vector[axis + 3],
          products);
    }
    for (; axis < dimension; axis++) {
      float[] own = tiles[first + axis];
      for (int row = 0; row < products.length; row++) {
        products[row] += vector[axis] * own[row];
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
    for (int row = 0; row < products.length; row++) {
      products[row] += a * one[row] + b * two[row] + c * three[row] + d * four[row];
    }
  }
}
