package io.kuayu.models.blend;

import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;

/**
 * Regression trees whose values are summed (gradient boosting, Friedman 2001). All trees have the
 * same depth; each is laid out as a heap, root first. A node that does not divide sends everything
 * left.
 *
 * @param depth divisions between a root and a leaf
 * @param columns read by each inner node, {@code [trees, inner]}
 * @param thresholds what is greater goes right, {@code [trees, inner]}
 * @param values of each node, mean for inner ones, {@code [trees, nodes]}
 */
@SuppressWarnings("ArrayRecordComponent") // Never changed after training.
record BoostedTrees(int depth, int[] columns, float[] thresholds, float[] values) {
  /** No trees: every score is 0. */
  static final BoostedTrees NONE = new BoostedTrees(0, new int[0], new float[0], new float[0]);

  private static final String DEPTH = "tree-depth";
  private static final String COLUMNS = "tree-columns";
  private static final String THRESHOLDS = "tree-thresholds";
  private static final String VALUES = "tree-values";

  /** Inner nodes of a tree of that depth. */
  static int inner(int depth) {
    return (1 << depth) - 1;
  }

  /** All nodes of a tree of that depth. */
  static int nodes(int depth) {
    return (1 << (depth + 1)) - 1;
  }

  boolean isEmpty() {
    return columns.length == 0;
  }

  int count() {
    return values.length / nodes(depth);
  }

  /** The score of a row. Costs a comparison for each level of each tree. */
  float score(float[] row) {
    int inner = inner(depth);
    int nodes = nodes(depth);
    float score = 0;
    int first = 0;
    for (int at = 0; at < values.length; at += nodes) {
      int node = 0;
      for (int level = 0; level < depth; level++) {
        node = next(row, first + node, node);
      }
      score += values[at + node];
      first += inner;
    }
    return score;
  }

  /** Left, or right if greater: by the sign of a difference, as a branch would be guessed wrong. */
  private int next(float[] row, int at, int node) {
    return 2 * node + 1 + (Float.floatToRawIntBits(thresholds[at] - row[columns[at]]) >>> 31);
  }

  /**
   * Divides the score of a row among the columns on its paths: a column has what the mean changes
   * where a node divides by it (Saabas 2014).
   *
   * @param parts added to, {@code [columns]}
   * @return the means of all roots, which no column has; with all parts it is the score
   */
  float attribute(float[] row, float[] parts) {
    int inner = inner(depth);
    int nodes = nodes(depth);
    float roots = 0;
    int first = 0;
    for (int at = 0; at < values.length; at += nodes) {
      int node = 0;
      roots += values[at];
      for (int level = 0; level < depth; level++) {
        int column = columns[first + node];
        int next = next(row, first + node, node);
        parts[column] += values[at + next] - values[at + node];
        node = next;
      }
      first += inner;
    }
    return roots;
  }

  /** Writes nothing where there are none, so that such bundles stay as they were. */
  void save(ModelWriter out) {
    if (!isEmpty()) {
      out.property(DEPTH, Integer.toString(depth));
      out.ints(COLUMNS, columns, count(), inner(depth));
      out.floats(THRESHOLDS, thresholds, count(), inner(depth));
      out.floats(VALUES, values, count(), nodes(depth));
    }
  }

  static BoostedTrees load(ModelReader in) {
    return in.findProperty(DEPTH)
        .map(
            depth ->
                new BoostedTrees(
                    Integer.parseInt(depth),
                    in.ints(COLUMNS),
                    in.floats(THRESHOLDS),
                    in.floats(VALUES)))
        .orElse(NONE);
  }
}
