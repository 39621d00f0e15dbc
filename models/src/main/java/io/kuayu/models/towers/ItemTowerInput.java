package io.kuayu.models.towers;

import io.kuayu.core.ArraySize;
import io.kuayu.core.Catalogue;
import io.kuayu.models.dense.DenseLayer;

/**
 * The input of the item tower: the item's own vector if training saw it, the mean of its words'
 * vectors, and its domain's vector.
 */
public final class ItemTowerInput {
  private ItemTowerInput() {}

  /** The vectors of all items, {@code [items, embedding]}. */
  static float[] of(Catalogue catalogue, HashedWords words, TowersWeights weights) {
    int width = weights.embedding();
    float[] vectors =
        new float[ArraySize.product("numbers of the item vectors", catalogue.size(), width)];
    for (int item = 0; item < catalogue.size(); item++) {
      int domain = catalogue.domainOf(item);
      int to = item * width;
      add(weights.get(TowersWeights.WORDS), words.of(item), vectors, to, width);
      if (weights.seen(item)) {
        add(1, weights.get(TowersWeights.IDS), to, vectors, to, width);
      }
      if (domain < weights.domains()) {
        add(1, weights.get(TowersWeights.DOMAINS), domain * width, vectors, to, width);
      }
    }
    return vectors;
  }

  /** Adds the mean of some rows of a table. */
  public static void add(float[] table, int[] rows, float[] sums, int to, int width) {
    for (int row : rows) {
      add(1f / rows.length, table, row * width, sums, to, width);
    }
  }

  public static void add(float factor, float[] from, int begin, float[] to, int at, int width) {
    for (int column = 0; column < width; column++) {
      to[at + column] += factor * from[begin + column];
    }
  }

  /** The output of the item tower, which is added to its input, {@code [items, embedding]}. */
  static float[] throughTower(float[] vectors, DenseLayer inner, DenseLayer outer) {
    int width = outer.outputs();
    float[] results = vectors.clone();
    float[] middle = new float[inner.outputs()];
    float[] result = new float[width];
    for (int from = 0; from < vectors.length; from += width) {
      inner.apply(vectors, from, middle);
      DenseLayer.rectify(middle);
      outer.apply(middle, 0, result);
      add(1, result, 0, results, from, width);
    }
    return results;
  }
}
