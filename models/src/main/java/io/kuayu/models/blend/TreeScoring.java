package io.kuayu.models.blend;

import java.util.Arrays;

/**
 * What trees add to the scores of one query, and which expert, fact or situation it comes from. For
 * one thread.
 */
final class TreeScoring {
  private static final int NOWHERE = -1;

  private final BoostedTrees trees;
  private final TreeColumns columns;
  private final BlendFeatures features;
  private final float[] row;
  private final float[] parts;
  private float roots;
  private int position = NOWHERE;

  /**
   * @param trees {@link BoostedTrees#NONE} to add nothing
   */
  TreeScoring(BoostedTrees trees, TreeColumns columns, BlendFeatures features) {
    this.trees = trees;
    this.columns = columns;
    this.features = features;
    row = new float[TreeColumns.count(columns.experts())];
    parts = new float[row.length];
  }

  /** Adds to the scores of all candidates. */
  void addTo(float[] scores) {
    for (int candidate = 0; candidate < scores.length && !trees.isEmpty(); candidate++) {
      columns.copy(features, candidate, row);
      scores[candidate] += trees.score(row);
    }
  }

  /** What divisions by an expert's score add to a candidate's. */
  float ofExpert(int expert, int candidate) {
    attribute(candidate);
    return parts[expert];
  }

  /** What divisions by the facts of a candidate add to its score. */
  float ofFacts(int candidate) {
    attribute(candidate);
    float sum = 0;
    for (int column = columns.experts(); columns.isFact(column); column++) {
      sum += parts[column];
    }
    return sum;
  }

  /** What is left: divisions by the situation, and the mean of all trees. */
  float ofSituation(int candidate) {
    attribute(candidate);
    float sum = roots;
    for (int column = parts.length - 1; !columns.isFact(column); column--) {
      sum += parts[column];
    }
    return sum;
  }

  boolean isEmpty() {
    return trees.isEmpty();
  }

  private void attribute(int candidate) {
    if (position != candidate) {
      Arrays.fill(parts, 0);
      columns.copy(features, candidate, row);
      roots = trees.attribute(row, parts);
      position = candidate;
    }
  }
}
