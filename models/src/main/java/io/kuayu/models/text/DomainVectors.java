package io.kuayu.models.text;

import io.kuayu.models.content.ContentVectors;
import io.kuayu.models.dense.TiledVectors;
import java.util.Arrays;

/** The vectors of one domain's items by position, and which of them have one. */
final class DomainVectors {
  static final int TILE = 1024;

  private final TiledVectors tiles;
  private final boolean[] present;

  private DomainVectors(TiledVectors tiles, boolean[] present) {
    this.tiles = tiles;
    this.present = present;
  }

  /**
   * Lays out the vectors of some items.
   *
   * @param vectors of all items
   * @param items which of them, in the order of their positions
   */
  static DomainVectors of(ContentVectors vectors, int[] items) {
    DomainVectors own = empty(vectors.width()).grown(items.length);
    for (int position = 0; position < items.length; position++) {
      own.set(position, vectors, items[position]);
    }
    return own;
  }

  static DomainVectors empty(int dimension) {
    return new DomainVectors(TiledVectors.of(0, TILE, dimension), new boolean[0]);
  }

  /** A copy with room for more items, which have no vector yet. */
  DomainVectors grown(int items) {
    return new DomainVectors(tiles.grown(items), Arrays.copyOf(present, items));
  }

  /** Sets one vector; call it only before this object is shared. */
  void set(int position, ContentVectors vectors, int row) {
    present[position] = vectors.has(row);
    tiles.set(position, vectors.values(), row * vectors.width());
  }

  boolean has(int position) {
    return present[position];
  }

  int tiles() {
    return tiles.tiles();
  }

  /** A copy of one vector. */
  float[] vector(int position) {
    float[] vector = new float[tiles.dimension()];
    copy(position, vector, 0);
    return vector;
  }

  void copy(int position, float[] target, int to) {
    tiles.copy(position, target, to);
  }

  /**
   * The dot products of some vectors with each item of a tile.
   *
   * @param products written, {@code [vectors][TILE]}
   */
  void products(int tile, float[][] vectors, float[][] products) {
    tiles.products(tile, vectors, products);
  }
}
