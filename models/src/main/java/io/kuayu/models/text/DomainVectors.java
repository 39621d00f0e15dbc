package io.kuayu.models.text;

import java.util.Arrays;

/**
 * The vectors of one domain's items, laid out for products with all of them: in tiles of {@value
 * #TILE} items, each tile by dimension. The inner loop runs over neighbouring items of arrays that
 * it indexes alike, which compilers turn into vector instructions without reordering any sum.
 */
final class DomainVectors {
  static final int TILE = 256;

  /** One array a tile and dimension, {@code [tiles * dimension][TILE]}. */
  private final float[][] tiles;

  private final boolean[] present;
  private final int dimension;

  private DomainVectors(float[][] tiles, boolean[] present, int dimension) {
    this.tiles = tiles;
    this.present = present;
    this.dimension = dimension;
  }

  /**
   * Lays out the vectors of some items.
   *
   * @param vectors {@code [all items, dimension]}
   * @param present whether an item has a vector {@code [all items]}
   * @param items which of them, in the order of their positions
   */
  static DomainVectors of(float[] vectors, boolean[] present, int[] items, int dimension) {
    int count = (items.length + TILE - 1) / TILE;
    float[][] tiles = new float[Math.multiplyExact(count, dimension)][TILE];
    boolean[] has = new boolean[items.length];
    for (int position = 0; position < items.length; position++) {
      has[position] = present[items[position]];
      int from = items[position] * dimension;
      int to = position / TILE * dimension;
      for (int d = 0; d < dimension; d++) {
        tiles[to + d][position % TILE] = vectors[from + d];
      }
    }
    return new DomainVectors(tiles, has, dimension);
  }

  static DomainVectors empty(int dimension) {
    return new DomainVectors(new float[0][], new boolean[0], dimension);
  }

  /** A copy with room for more items, which have no vector yet. */
  DomainVectors grown(int items) {
    int count = (items + TILE - 1) / TILE;
    float[][] own = new float[Math.multiplyExact(count, dimension)][];
    for (int row = 0; row < own.length; row++) {
      own[row] = row < tiles.length ? tiles[row].clone() : new float[TILE];
    }
    return new DomainVectors(own, Arrays.copyOf(present, items), dimension);
  }

  /** Sets one vector; only before others see this object. */
  void set(int position, boolean has, float[] vectors, int from) {
    present[position] = has;
    int to = position / TILE * dimension;
    for (int d = 0; d < dimension; d++) {
      tiles[to + d][position % TILE] = vectors[from + d];
    }
  }

  boolean has(int position) {
    return present[position];
  }

  int tiles() {
    return (present.length + TILE - 1) / TILE;
  }

  /** A copy of one vector. */
  float[] vector(int position) {
    float[] vector = new float[dimension];
    copy(position, vector, 0);
    return vector;
  }

  void copy(int position, float[] target, int to) {
    int from = position / TILE * dimension;
    for (int d = 0; d < dimension; d++) {
      target[to + d] = tiles[from + d][position % TILE];
    }
  }

  /**
   * The dot products of a vector with each item of a tile.
   *
   * @param products written, {@code [TILE]}
   */
  void products(int tile, float[] vector, float[] products) {
    Arrays.fill(products, 0);
    int row = tile * dimension;
    int d = 0;
    for (; d + 4 <= dimension; d += 4) {
      addFour(
          tiles[row + d],
          tiles[row + d + 1],
          tiles[row + d + 2],
          tiles[row + d + 3],
          vector[d],
          vector[d + 1],
          vector[d + 2],
          vector[d + 3],
          products);
    }
    for (; d < dimension; d++) {
      float[] own = tiles[row + d];
      for (int item = 0; item < TILE; item++) {
        products[item] += vector[d] * own[item];
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
