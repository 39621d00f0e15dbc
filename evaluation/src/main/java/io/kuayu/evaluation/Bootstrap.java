package io.kuayu.evaluation;

import io.kuayu.core.Seed;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * 95 % intervals of means over people, by the percentile bootstrap (Efron and Tibshirani 1993):
 * people are resampled with replacement, and the middle 95 % of the means is taken.
 */
final class Bootstrap {
  static final int RESAMPLES = 1000;

  /**
   * Above this number of people the normal interval is used: it differs by less than the noise of
   * the resampling and costs nothing.
   */
  static final int MAX_PEOPLE = 50_000;

  private static final double NORMAL_QUANTILE = 1.959963984540054;

  private Bootstrap() {}

  /**
   * Mean and interval of each metric. Costs {@code RESAMPLES * people * metrics} additions.
   *
   * @param rows row-major {@code [people, metrics]}, at least one person
   */
  static Estimate[] of(double[] rows, int metrics, Seed seed) {
    int people = rows.length / metrics;
    double[] means = means(rows, metrics);
    return people > MAX_PEOPLE
        ? normal(rows, metrics, means)
        : percentile(rows, metrics, means, seed.random());
  }

  private static Estimate[] percentile(
      double[] rows, int metrics, double[] means, SplittableRandom random) {
    int people = rows.length / metrics;
    double[][] resampled = new double[metrics][RESAMPLES];
    double[] sums = new double[metrics];
    for (int resample = 0; resample < RESAMPLES; resample++) {
      Arrays.fill(sums, 0);
      for (int draw = 0; draw < people; draw++) {
        int row = random.nextInt(people) * metrics;
        for (int metric = 0; metric < metrics; metric++) {
          sums[metric] += rows[row + metric];
        }
      }
      for (int metric = 0; metric < metrics; metric++) {
        resampled[metric][resample] = sums[metric] / people;
      }
    }
    Estimate[] estimates = new Estimate[metrics];
    for (int metric = 0; metric < metrics; metric++) {
      double[] sorted = resampled[metric];
      Arrays.sort(sorted);
      estimates[metric] =
          new Estimate(means[metric], quantile(sorted, 0.025), quantile(sorted, 0.975));
    }
    return estimates;
  }

  private static Estimate[] normal(double[] rows, int metrics, double[] means) {
    int people = rows.length / metrics;
    Estimate[] estimates = new Estimate[metrics];
    for (int metric = 0; metric < metrics; metric++) {
      double squares = 0;
      for (int person = 0; person < people; person++) {
        double deviation = rows[person * metrics + metric] - means[metric];
        squares += deviation * deviation;
      }
      double half = NORMAL_QUANTILE * Math.sqrt(squares / (people - 1) / people);
      estimates[metric] = new Estimate(means[metric], means[metric] - half, means[metric] + half);
    }
    return estimates;
  }

  private static double[] means(double[] rows, int metrics) {
    int people = rows.length / metrics;
    double[] means = new double[metrics];
    for (int index = 0; index < rows.length; index++) {
      means[index % metrics] += rows[index];
    }
    for (int metric = 0; metric < metrics; metric++) {
      means[metric] /= people;
    }
    return means;
  }

  /** The quantile of sorted values, interpolated linearly. */
  static double quantile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
