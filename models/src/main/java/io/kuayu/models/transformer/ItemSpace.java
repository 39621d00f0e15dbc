package io.kuayu.models.transformer;

import io.kuayu.core.ArraySize;
import io.kuayu.models.content.ContentVectors;
import io.kuayu.models.dense.TiledVectors;
import io.kuayu.models.dense.TransformerKernels;
import io.kuayu.models.sequence.SequenceInput;

/** The one space of all items: what the id and the text of each add up to. */
public final class ItemSpace {
  private static final int TILE = 1024;

  private ItemSpace() {}

  /**
   * Vectors of all items.
   *
   * @return {@code [items, dim]}: id + text · W; the vector of unknown ids + text · W where
   *     training did not see the item
   */
  public static float[] vectors(
      TransformerParameters parameters, ItemRows rows, ContentVectors texts, int items) {
    int dim = parameters.shape().dim();
    int width = parameters.shape().text();
    int size = ArraySize.product("numbers of the item vectors", items, dim);
    float[] vectors =
        width == 0
            ? new float[size]
            : TransformerKernels.linear(
                texts.values(),
                0,
                items,
                width,
                parameters.get(TransformerParameters.TEXT),
                new float[dim],
                dim);
    float[] ids = parameters.get(TransformerParameters.ITEM);
    float[] unknown = width == 0 ? new float[dim] : parameters.get(TransformerParameters.UNKNOWN);
    for (int item = 0; item < items; item++) {
      int row = rows.of(item);
      for (int axis = 0; axis < dim; axis++) {
        vectors[item * dim + axis] +=
            row == SequenceInput.NO_ITEM ? unknown[axis] : ids[row * dim + axis];
      }
    }
    return vectors;
  }

  /** The vectors of some items, laid out for products with all of them. */
  static TiledVectors tiles(float[] vectors, int[] ordinals, int dim) {
    TiledVectors tiles = TiledVectors.of(ordinals.length, TILE, dim);
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
  static void products(float[] hidden, TiledVectors tiles, float[] scores) {
    float[] products = new float[TILE];
    for (int tile = 0; tile < tiles.tiles(); tile++) {
      tiles.products(tile, hidden, products);
      int count = Math.min(TILE, scores.length - tile * TILE);
      System.arraycopy(products, 0, scores, tile * TILE, count);
    }
  }
}
