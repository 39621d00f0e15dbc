package io.kuayu.models.blend;

import java.util.List;

/**
 * What trees are grown from: of each question the target, the candidates that the weights rank
 * highest, and some drawn ones, each with its columns and its score so far.
 */
final class TreeRows {
  /** Candidates of a question that the weights rank highest. */
  private static final int BEST = 120;

  /** Drawn candidates of a question; together they stand for all that were drawn. */
  private static final int DRAWN = 40;

  private final int[] starts;
  private final float[][] columns;
  private final float[] offsets;
  private final float[] scores;

  private TreeRows(int[] starts, float[][] columns, float[] offsets, float[] scores) {
    this.starts = starts;
    this.columns = columns;
    this.offsets = offsets;
    this.scores = scores;
  }

  /**
   * The rows of questions.
   *
   * @param weights whose scores the trees correct
   */
  static TreeRows of(List<RankingExample> questions, BlendWeights weights, int experts) {
    int[][] chosen = new int[questions.size()][];
    float[][] scored = new float[questions.size()][];
    int[] starts = new int[questions.size() + 1];
    for (int n = 0; n < chosen.length; n++) {
      scored[n] = questions.get(n).scores(weights);
      chosen[n] = questions.get(n).foremost(scored[n], BEST, DRAWN);
      starts[n + 1] = starts[n] + chosen[n].length;
    }
    int count = starts[chosen.length];
    TreeRows rows =
        new TreeRows(
            starts,
            new float[TreeColumns.count(experts)][count],
            new float[count],
            new float[count]);
    for (int n = 0; n < chosen.length; n++) {
      rows.fill(starts[n], questions.get(n), chosen[n], scored[n]);
    }
    return rows;
  }

  private void fill(int start, RankingExample question, int[] chosen, float[] scored) {
    float[] row = new float[columns.length];
    int drawn = 0;
    for (int candidate : chosen) {
      drawn += question.isDrawn(candidate) ? 1 : 0;
    }
    float more = drawn == 0 ? 0 : (float) Math.log((double) question.drawn() / drawn);
    for (int n = 0; n < chosen.length; n++) {
      question.copy(chosen[n], row);
      for (int column = 0; column < row.length; column++) {
        columns[column][start + n] = row[column];
      }
      float offset = question.offsets[chosen[n]];
      offsets[start + n] = question.isDrawn(chosen[n]) ? offset + more : offset;
      scores[start + n] = scored[chosen[n]];
    }
  }

  int count() {
    return scores.length;
  }

  int columns() {
    return columns.length;
  }

  float[] column(int column) {
    return columns[column];
  }

  float value(int column, int row) {
    return columns[column][row];
  }

  void add(int row, float more) {
    scores[row] += more;
  }

  /** Slope and curvature of the negative log likelihood by the score of each row. */
  void gradients(float[] slopes, float[] curvatures) {
    for (int n = 0; n + 1 < starts.length; n++) {
      float max = Float.NEGATIVE_INFINITY;
      for (int row = starts[n]; row < starts[n + 1]; row++) {
        max = Math.max(max, scores[row] + offsets[row]);
      }
      double sum = 0;
      for (int row = starts[n]; row < starts[n + 1]; row++) {
        slopes[row] = (float) Math.exp(scores[row] + offsets[row] - max);
        sum += slopes[row];
      }
      for (int row = starts[n]; row < starts[n + 1]; row++) {
        float probability = (float) (slopes[row] / sum);
        slopes[row] = probability - (row == starts[n] ? 1 : 0);
        curvatures[row] = probability * (1 - probability);
      }
    }
  }
}
