package io.kuayu.models.blend;

import io.kuayu.core.Seed;
import io.kuayu.core.math.TopRows;
import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * A validation target with its candidates, used to fit the weights. The candidates are the best of
 * each expert and a random sample, whose offsets make it represent all other items.
 */
final class RankingExample {
  private static final int BEST_OF_EACH = 60;
  private static final int OTHERS = 150;

  final QuerySegment situation;

  /** {@code [candidates, features]}, the target first. */
  final float[] features;

  /** Logarithm of how many items a candidate stands for, {@code [candidates]}. */
  final float[] offsets;

  /** {@code [candidates]}. */
  final byte[] segments;

  /** Whether the candidates are of a {@linkplain ItemStatistics#isSparse sparse} domain. */
  final boolean isSparse;

  private final TreeColumns columns;
  private final int certain;

  private RankingExample(
      TreeColumns columns,
      float[] features,
      float[] offsets,
      byte[] segments,
      int certain,
      boolean isSparse) {
    this.isSparse = isSparse;
    this.situation = columns.situation();
    this.columns = columns;
    this.features = features;
    this.offsets = offsets;
    this.segments = segments;
    this.certain = certain;
  }

  int candidates() {
    return segments.length;
  }

  /** The scores of the candidates under these weights, {@code [candidates]}. */
  float[] scores(BlendWeights weights) {
    float[][] bySegment = weights.in(situation);
    float[] scores = new float[candidates()];
    for (int n = 0; n < scores.length; n++) {
      float[] own = bySegment[segments[n]];
      for (int feature = 0; feature < own.length; feature++) {
        scores[n] += own[feature] * features[n * own.length + feature];
      }
    }
    return scores;
  }

  /** Whether a candidate was drawn, as one of many, and not for a score of its own. */
  boolean isDrawn(int candidate) {
    return candidate >= certain;
  }

  /** How many candidates were drawn. */
  int drawn() {
    return candidates() - certain;
  }

  /**
   * The target, then those with the highest scores of the candidates that were not drawn, then some
   * that were.
   *
   * @param scores {@code [candidates]}
   */
  int[] foremost(float[] scores, int best, int drawn) {
    TopRows top = new TopRows(best);
    for (int n = 1; n < certain; n++) {
      top.offer(n, scores[n]);
    }
    int[] rows = top.rows();
    int[] foremost = new int[1 + rows.length + Math.min(drawn, drawn())];
    System.arraycopy(rows, 0, foremost, 1, rows.length);
    for (int n = 1 + rows.length; n < foremost.length; n++) {
      foremost[n] = certain + n - 1 - rows.length;
    }
    return foremost;
  }

  /** Writes what trees read of a candidate. */
  void copy(int candidate, float[] row) {
    columns.copy(features, candidate * (features.length / candidates()), row);
  }

  /** Log-likelihood of the target among all that the candidates stand for. */
  double likelihood(float[] scores) {
    double max = Double.NEGATIVE_INFINITY;
    for (int n = 0; n < scores.length; n++) {
      max = Math.max(max, scores[n] + offsets[n]);
    }
    double sum = 0;
    for (int n = 0; n < scores.length; n++) {
      sum += Math.exp(scores[n] + offsets[n] - max);
    }
    return scores[0] + offsets[0] - max - Math.log(sum);
  }

  /** What trees add to the scores of the candidates, {@code [candidates]}. */
  float[] scores(BoostedTrees trees) {
    float[] row = new float[TreeColumns.count(columns.experts())];
    float[] scores = new float[candidates()];
    for (int n = 0; n < scores.length && !trees.isEmpty(); n++) {
      copy(n, row);
      scores[n] = trees.score(row);
    }
    return scores;
  }

  /** The candidates' scores by one expert, in its order, {@code [candidates]}. */
  float[] scores(int expert) {
    int width = features.length / candidates();
    float[] scores = new float[candidates()];
    for (int n = 0; n < scores.length; n++) {
      scores[n] = features[n * width + BlendFeatures.rooted(expert)];
    }
    return scores;
  }

  /**
   * Draws the candidates.
   *
   * @param leftOut positions of the history's items
   */
  static RankingExample of(
      TreeColumns columns, BlendFeatures features, int target, BitSet leftOut, Seed seed) {
    BitSet taken = (BitSet) leftOut.clone();
    taken.set(target);
    int[] chosen = new int[1 + features.experts() * BEST_OF_EACH + OTHERS];
    int count = 0;
    chosen[count++] = target;
    for (int expert = 0; expert < features.experts(); expert++) {
      for (int position : best(features.standardised(expert), leftOut)) {
        if (!taken.get(position)) {
          taken.set(position);
          chosen[count++] = position;
        }
      }
    }
    int certain = count;
    int rest = features.candidates() - taken.cardinality();
    SplittableRandom random = seed.random();
    for (int n = 0; n < Math.min(OTHERS, rest); n++) {
      int position = random.nextInt(features.candidates());
      while (taken.get(position)) {
        position = (position + 1) % features.candidates();
      }
      taken.set(position);
      chosen[count++] = position;
    }
    int width = BlendFeatures.count(features.experts());
    float[] values = new float[count * width];
    float[] offsets = new float[count];
    byte[] segments = new byte[count];
    for (int n = 0; n < count; n++) {
      features.copy(chosen[n], values, n * width);
      segments[n] = (byte) features.segment(chosen[n]);
      offsets[n] = n < certain ? 0 : (float) Math.log((double) rest / (count - certain));
    }
    return new RankingExample(columns, values, offsets, segments, certain, features.isSparse());
  }

  /** Positions of the highest scores, unordered; ties go to the lower position. */
  private static int[] best(float[] scores, BitSet leftOut) {
    TopRows best = new TopRows(BEST_OF_EACH);
    for (int position = 0; position < scores.length; position++) {
      if (scores[position] >= best.threshold() && !leftOut.get(position)) {
        best.offer(position, scores[position]);
      }
    }
    return best.rows();
  }
}
