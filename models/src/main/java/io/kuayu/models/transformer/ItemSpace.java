package io.kuayu.models.transformer;

import io.kuayu.models.dense.Rows;

/** The one space of all items: what the id and the text of each add up to. */
final class ItemSpace {
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

  /** The vectors of some items, {@code [dim][ordinals.length]}, for {@link #products}. */
  static float[][] transposed(float[] vectors, int[] ordinals, int dim) {
    float[][] turned = new float[dim][ordinals.length];
    for (int index = 0; index < ordinals.length; index++) {
      for (int axis = 0; axis < dim; axis++) {
        turned[axis][index] = vectors[ordinals[index] * dim + axis];
      }
    }
    return turned;
  }

  /**
   * Adds the product with each item to its score. Loops over neighbours of arrays that it indexes
   * alike, which compilers turn into SIMD without changing any sum.
   *
   * @param turned {@code [hidden.length][scores.length]}
   */
  static void products(float[] hidden, float[][] turned, float[] scores) {
    for (int axis = 0; axis < hidden.length; axis++) {
      add(hidden[axis], turned[axis], scores);
    }
  }

  private static void add(float factor, float[] values, float[] scores) {
    for (int item = 0; item < scores.length; item++) {
      scores[item] += factor * values[item];
    }
  }
}
