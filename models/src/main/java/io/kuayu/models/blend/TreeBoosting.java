package io.kuayu.models.blend;

import io.kuayu.core.Parallel;
import io.kuayu.core.Progress;
import io.kuayu.model.TrainingRun;
import java.util.Arrays;
import java.util.List;

/**
 * Learns {@link BoostedTrees} that correct the scores of a {@link ConditionalLogit}, by the same
 * likelihood: each tree takes a Newton step on the softmax probability of the targets among their
 * candidates (Friedman 2001; ListMLE for one relevant item). Divisions are found among {@link
 * #BINS} quantiles of each column. A level of a tree costs one pass over all rows and columns;
 * columns are shared out to threads, and the trees are the same for any number of them.
 */
final class TreeBoosting {
  /** Chosen with {@link #RATE} and {@link #STRENGTH}: see benchmarks/RESULTS.md. */
  private static final int TREES = 40;

  private static final int DEPTH = 4;
  private static final double RATE = .08;

  /** Pulls the value of a node to 0, as that much curvature would. */
  private static final double STRENGTH = 20;

  /** Each side of a division has this curvature at least. */
  private static final double MIN_CURVATURE = 1;

  private static final double MIN_GAIN = 1;
  private static final int BINS = 64;

  private final TreeRows rows;
  private final TrainingRun run;
  private final float[][] edges;
  private final byte[][] bins;
  private final float[] slopes;
  private final float[] curvatures;
  private final int[] nodes;

  private TreeBoosting(TreeRows rows, TrainingRun run) {
    this.rows = rows;
    this.run = run;
    edges = new float[rows.columns()][];
    bins = new byte[rows.columns()][];
    Parallel.forEach(
        run.threads(),
        edges.length,
        column -> {
          float[] values = rows.column(column);
          edges[column] = quantiles(values);
          bins[column] = new byte[values.length];
          for (int row = 0; row < values.length; row++) {
            bins[column][row] = bin(edges[column], values[row]);
          }
        });
    slopes = new float[rows.count()];
    curvatures = new float[rows.count()];
    nodes = new int[rows.count()];
  }

  /** The trees that correct these weights; none where there are no questions. */
  static BoostedTrees fit(
      List<RankingExample> questions, BlendWeights weights, int experts, TrainingRun run) {
    return questions.isEmpty()
        ? BoostedTrees.NONE
        : new TreeBoosting(TreeRows.of(questions, weights, experts), run).trees();
  }

  private BoostedTrees trees() {
    int inner = BoostedTrees.inner(DEPTH);
    int all = BoostedTrees.nodes(DEPTH);
    int[] columns = new int[TREES * inner];
    float[] thresholds = new float[TREES * inner];
    float[] values = new float[TREES * all];
    Arrays.fill(thresholds, Float.POSITIVE_INFINITY);
    try (Progress.Task task = run.progress().start("blend: trees", TREES)) {
      for (int tree = 0; tree < TREES && !run.stopped().getAsBoolean(); tree++) {
        rows.gradients(slopes, curvatures);
        grow(columns, thresholds, tree * inner);
        evaluate(values, tree * all);
        for (int row = 0; row < nodes.length; row++) {
          rows.add(row, values[tree * all + nodes[row]]);
        }
        task.advance(1);
      }
    }
    return new BoostedTrees(DEPTH, columns, thresholds, values);
  }

  /** Divides level by level; leaves in {@code nodes} the leaf of each row. */
  private void grow(int[] columns, float[] thresholds, int first) {
    Arrays.fill(nodes, 0);
    for (int level = 0; level < DEPTH; level++) {
      int width = 1 << level;
      Division[][] best = new Division[bins.length][];
      Parallel.forEach(run.threads(), bins.length, column -> best[column] = best(column, width));
      for (int node = 0; node < width; node++) {
        int chosen = 0;
        for (int column = 1; column < best.length; column++) {
          chosen = best[column][node].gain > best[chosen][node].gain ? column : chosen;
        }
        Division division = best[chosen][node];
        if (division.gain > MIN_GAIN) {
          columns[first + width - 1 + node] = chosen;
          thresholds[first + width - 1 + node] = edges[chosen][division.bin];
        }
      }
      for (int row = 0; row < nodes.length; row++) {
        int at = first + nodes[row];
        boolean right = rows.value(columns[at], row) > thresholds[at];
        nodes[row] = 2 * nodes[row] + (right ? 2 : 1);
      }
    }
  }

  /** A division after a bin, and what it gains. */
  private record Division(double gain, int bin) {}

  /** The best division of each node of a level by a column. */
  private Division[] best(int column, int width) {
    double[] slope = new double[width * BINS];
    double[] curvature = new double[width * BINS];
    byte[] own = bins[column];
    for (int row = 0; row < own.length; row++) {
      int at = (nodes[row] - width + 1) * BINS + own[row];
      slope[at] += slopes[row];
      curvature[at] += curvatures[row];
    }
    Division[] best = new Division[width];
    for (int node = 0; node < width; node++) {
      double slopeOfAll = 0;
      double curvatureOfAll = 0;
      for (int bin = node * BINS; bin < (node + 1) * BINS; bin++) {
        slopeOfAll += slope[bin];
        curvatureOfAll += curvature[bin];
      }
      double whole = gain(slopeOfAll, curvatureOfAll);
      double left = 0;
      double leftCurvature = 0;
      best[node] = new Division(0, 0);
      for (int bin = 0; bin < edges[column].length; bin++) {
        left += slope[node * BINS + bin];
        leftCurvature += curvature[node * BINS + bin];
        double rightCurvature = curvatureOfAll - leftCurvature;
        if (leftCurvature >= MIN_CURVATURE && rightCurvature >= MIN_CURVATURE) {
          double gain = gain(left, leftCurvature) + gain(slopeOfAll - left, rightCurvature) - whole;
          best[node] = gain > best[node].gain ? new Division(gain, bin) : best[node];
        }
      }
    }
    return best;
  }

  private static double gain(double slope, double curvature) {
    return slope * slope / (curvature + STRENGTH);
  }

  /** The values of the leaves, and of inner nodes the mean of the rows below by their number. */
  private void evaluate(float[] values, int first) {
    int all = BoostedTrees.nodes(DEPTH);
    double[] slope = new double[all];
    double[] curvature = new double[all];
    double[] counts = new double[all];
    for (int row = 0; row < nodes.length; row++) {
      slope[nodes[row]] += slopes[row];
      curvature[nodes[row]] += curvatures[row];
      counts[nodes[row]]++;
    }
    for (int node = all - 1; node >= 0; node--) {
      if (node >= BoostedTrees.inner(DEPTH)) {
        values[first + node] = (float) (-RATE * slope[node] / (curvature[node] + STRENGTH));
      } else {
        int left = 2 * node + 1;
        counts[node] = counts[left] + counts[left + 1];
        values[first + node] =
            counts[node] == 0
                ? 0
                : (float)
                    ((counts[left] * values[first + left]
                            + counts[left + 1] * values[first + left + 1])
                        / counts[node]);
      }
    }
  }

  /** What divides the values into about equal parts, ascending, each once, fewer than bins. */
  private static float[] quantiles(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    float[] edges = new float[BINS - 1];
    int count = 0;
    for (int bin = 1; bin < BINS; bin++) {
      float edge = sorted[(int) ((long) sorted.length * bin / BINS)];
      if (edge < sorted[sorted.length - 1] && (count == 0 || edge > edges[count - 1])) {
        edges[count++] = edge;
      }
    }
    return Arrays.copyOf(edges, count);
  }

  /** The first bin whose edge is not below the value. */
  private static byte bin(float[] edges, float value) {
    int at = Arrays.binarySearch(edges, value);
    return (byte) (at >= 0 ? at : -at - 1);
  }
}
