package io.kuayu.models.transformer;

import io.kuayu.models.dense.Rows;
import io.kuayu.models.dense.VectorTiles;

/** The one space of all items: what the id and the text of each add up to. */
final class ItemSpace {
  private static final int TILE = 1024;

  private ItemSpace() {}

  /**
   * Vectors of all items.
   *
   * @return {@code [items, dim]}: id + text · W; the vector of unknown ids + text · W where
   *     training did not see the item
   */
  static float[] vectors(Parameters parameters, ItemRows rows, ItemTexts texts, int items) {
    int dim = parameters.shape().dim();
    int width = parameters.shape().text();
    float[] vectors =
        width == 0
            ? new float[items * dim]
            : Rows.linear(
                texts.values(),
                0,
                items,
                width,
                parameters.get(Parameters.TEXT),
                new float[dim],
                dim);
    float[] ids = parameters.get(Parameters.ITEM);
    float[] unknown = width == 0 ? new float[dim] : parameters.get(Parameters.UNKNOWN);
    for (int item = 0; item < items; item++) {
      int row = rows.of(item);
      for (int axis = 0; axis < dim; axis++) {
        vectors[item * dim + axis] += row == Slots.NO_ITEM ? unknown[axis] : ids[row * dim + axis];
      }
    }
    return vectors;
  }

  /** The vectors of some items, laid out for products with all of them. */
  static VectorTiles tiles(float[] vectors, int[] ordinals, int dim) {
    VectorTiles tiles = VectorTiles.of(ordinals.length, TILE, dim);
    for (int row = 0; row < ordinals.length; row++) {
      tiles.set(row, vectors, ordinals[row] * dim);
    }
    return tiles;
  }

  /**
   * Writes the product with each item.
   *
   * @param scores {@code [items]}
   */
  static void products(float[] hidden, VectorTiles tiles, float[] scores) {
    float[] products = new float[TILE];
    for (int tile = 0; tile < tiles.tiles(); tile++) {
      tiles.products(tile, hidden, products);
      int count = Math.min(TILE, scores.length - tile * TILE);
      System.arraycopy(products, 0, scores, tile * TILE, count);
    }
  }
}
