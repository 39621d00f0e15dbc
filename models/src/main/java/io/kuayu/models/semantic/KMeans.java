package io.kuayu.models.semantic;

import io.kuayu.core.Parallel;
import io.kuayu.core.Seed;
import io.kuayu.core.math.DotProduct;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Lloyd's k-means, initialised by k-means++ (Arthur and Vassilvitskii, SODA 2007). A cluster that
 * loses all its points takes over the point that lies farthest from its centre. One round costs
 * points · clusters · width products.
 */
final class KMeans {
  private static final int PIECE = 1024;

  /** Stops when the share of points that change their cluster falls below this value. */
  private static final double SETTLED = .002;

  private final float[] points;
  private final int width;
  private final int count;
  private final int clusters;
  private final int threads;
  private final float[] centres;
  private final float[] lengths;
  private final int[] nearest;
  private final float[] distances;

  private KMeans(float[] points, int width, int clusters, int threads) {
    this.points = points;
    this.width = width;
    this.count = points.length / width;
    this.clusters = clusters;
    this.threads = threads;
    centres = new float[clusters * width];
    lengths = new float[clusters];
    nearest = new int[count];
    distances = new float[count];
  }

  /**
   * Finds clusters.
   *
   * @param points {@code [points, width]}, at least one
   * @param rounds maximum number of rounds
   * @param threads how many may be used; the result does not depend on it
   * @return the centres, {@code [clusters, width]}
   */
  static float[] fit(float[] points, int width, int clusters, int rounds, Seed seed, int threads) {
    KMeans means = new KMeans(points, width, clusters, threads);
    means.begin(seed.random());
    int changed = means.count;
    for (int round = 0; round < rounds && changed > SETTLED * means.count; round++) {
      changed = means.assign();
      means.move();
    }
    return means.centres;
  }

  private void begin(SplittableRandom random) {
    Arrays.fill(distances, Float.MAX_VALUE);
    int chosen = random.nextInt(count);
    for (int cluster = 0; cluster < clusters; cluster++) {
      System.arraycopy(points, chosen * width, centres, cluster * width, width);
      int own = cluster;
      forPieces(point -> distances[point] = Math.min(distances[point], squared(point, own)));
      chosen = draw(random);
    }
    Arrays.fill(nearest, -1);
  }

  /** Draws a point; points farther from all centres are more likely. */
  private int draw(SplittableRandom random) {
    double sum = 0;
    for (float distance : distances) {
      sum += distance;
    }
    double left = random.nextDouble() * sum;
    for (int point = 0; point < count; point++) {
      left -= distances[point];
      if (left < 0) {
        return point;
      }
    }
    return count - 1;
  }

  private int assign() {
    for (int cluster = 0; cluster < clusters; cluster++) {
      lengths[cluster] = DotProduct.of(centres, cluster * width, centres, cluster * width, width);
    }
    int[] before = nearest.clone();
    forPieces(
        point -> {
          int best = Codebooks.nearest(points, point * width, centres, lengths, 0, width);
          nearest[point] = best;
          distances[point] = squared(point, best);
        });
    int changed = 0;
    for (int point = 0; point < count; point++) {
      changed += nearest[point] == before[point] ? 0 : 1;
    }
    return changed;
  }

  private void move() {
    double[] sums = new double[clusters * width];
    int[] sizes = new int[clusters];
    for (int point = 0; point < count; point++) {
      int cluster = nearest[point];
      sizes[cluster]++;
      for (int axis = 0; axis < width; axis++) {
        sums[cluster * width + axis] += points[point * width + axis];
      }
    }
    for (int cluster = 0; cluster < clusters; cluster++) {
      if (sizes[cluster] == 0) {
        int farthest = farthest();
        System.arraycopy(points, farthest * width, centres, cluster * width, width);
        distances[farthest] = 0;
        continue;
      }
      for (int axis = 0; axis < width; axis++) {
        int at = cluster * width + axis;
        centres[at] = (float) (sums[at] / sizes[cluster]);
      }
    }
  }

  private int farthest() {
    int farthest = 0;
    for (int point = 1; point < count; point++) {
      farthest = distances[point] > distances[farthest] ? point : farthest;
    }
    return farthest;
  }

  private float squared(int point, int cluster) {
    int at = point * width;
    int centre = cluster * width;
    float own = DotProduct.of(points, at, points, at, width);
    float other = DotProduct.of(centres, centre, centres, centre, width);
    return Math.max(0, own + other - 2 * DotProduct.of(points, at, centres, centre, width));
  }

  private interface OnePoint {
    void visit(int point);
  }

  private void forPieces(OnePoint work) {
    Parallel.forEach(
        threads,
        (count + PIECE - 1) / PIECE,
        piece -> {
          int end = Math.min(count, (piece + 1) * PIECE);
          for (int point = piece * PIECE; point < end; point++) {
            work.visit(point);
          }
        });
  }
}
