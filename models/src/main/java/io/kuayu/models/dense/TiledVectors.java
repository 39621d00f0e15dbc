package io.kuayu.models.dense;

import io.kuayu.core.ArraySize;
import java.util.Arrays;

/**
 * Vectors laid out for products with all of them: in tiles of rows, each tile by dimension. The
 * inner loop runs over neighbouring rows of arrays that it indexes alike, which compilers vectorise
 * without reordering any sum. The cost is one pass over the memory.
 *
 * <p>Rows are zeros at first. Not thread-safe while rows are set; afterwards read by any thread.
 */
public final class TiledVectors {
  /** One array a tile and dimension, {@code [tiles * dimension][tile]}. */
  private final float[][] tiles;

  private final int tile;
  private final int dimension;

  private TiledVectors(float[][] tiles, int tile, int dimension) {
    this.tiles = tiles;
    this.tile = tile;
    this.dimension = dimension;
  }

  /**
   * Room for rows.
   *
   * @param tile rows in a tile
   */
  public static TiledVectors of(int rows, int tile, int dimension) {
    return new TiledVectors(new float[arrays(rows, tile, dimension)][tile], tile, dimension);
  }

  private static int arrays(int rows, int tile, int dimension) {
    return ArraySize.product("tiles of vectors", Math.ceilDiv(rows, tile), dimension);
  }

  /** A copy with room for more rows. */
  public TiledVectors grown(int rows) {
    float[][] own = new float[arrays(rows, tile, dimension)][];
    for (int array = 0; array < own.length; array++) {
      own[array] = array < tiles.length ? tiles[array].clone() : new float[tile];
    }
    return new TiledVectors(own, tile, dimension);
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
    add(number, 0, dimension, vector, products);
  }

  /**
   * The dot products of several vectors with each row of a tile, the same bits as one by one. The
   * loop applies a few dimensions to all vectors before it reads the next ones, so these stay in
   * the nearest cache. This takes about half the time.
   *
   * @param vectors {@code [vectors][dimension]}
   * @param products written, {@code [vectors][tile]}
   */
  public void products(int number, float[][] vectors, float[][] products) {
    for (int index = 0; index < vectors.length; index++) {
      Arrays.fill(products[index], 0);
    }
    for (int axis = 0; axis < dimension; axis += 8) {
      for (int index = 0; index < vectors.length; index++) {
        add(number, axis, Math.min(dimension, axis + 8), vectors[index], products[index]);
      }
    }
  }

  /** Adds the products of the dimensions from {@code begin} to {@code end}. */
  private void add(int number, int begin, int end, float[] vector, float[] products) {
    int first = number * dimension;
    int axis = begin;
    for (; axis + 8 <= end; axis += 8) {
      addEight(first + axis, vector, axis, products);
    }
    for (; axis < end; axis++) {
      float[] own = tiles[first + axis];
      float factor = vector[axis];
      for (int row = 0; row < products.length; row++) {
        products[row] += factor * own[row];
      }
    }
  }

  /** Eight dimensions at once, so that the sums are loaded and stored an eighth as often. */
  private void addEight(int at, float[] vector, int axis, float[] products) {
    addEight(
        tiles[at],
        tiles[at + 1],
        tiles[at + 2],
        tiles[at + 3],
        tiles[at + 4],
        tiles[at + 5],
        tiles[at + 6],
        tiles[at + 7],
        vector,
        axis,
        products);
  }

  // Compilers turn this into vector instructions only while it writes to one array.
  private static void addEight(
      float[] one,
      float[] two,
      float[] three,
      float[] four,
      float[] five,
      float[] six,
      float[] seven,
      float[] eight,
      float[] vector,
      int axis,
      float[] products) {
    float a = vector[axis];
    float b = vector[axis + 1];
    float c = vector[axis + 2];
    float d = vector[axis + 3];
    float e = vector[axis + 4];
    float f = vector[axis + 5];
    float g = vector[axis + 6];
    float h = vector[axis + 7];
    for (int row = 0; row < products.length; row++) {
      products[row] +=
          (a * one[row] + b * two[row] + c * three[row] + d * four[row])
              + (e * five[row] + f * six[row] + g * seven[row] + h * eight[row]);
    }
  }
}
