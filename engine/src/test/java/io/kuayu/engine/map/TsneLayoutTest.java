package io.kuayu.engine.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Seed;
import io.kuayu.engine.request.Deadline;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TsneLayoutTest {
  private static final int GROUPS = 6;
  private static final int EACH = 30;

  @Test
  void whatBelongsTogetherLiesTogether() {
    float[][] rows = groups();
    TsneLayout layout = new TsneLayout(rows, start(rows));
    double[][] places = layout.optimise(Deadline.in(Duration.ofMinutes(5)));
    int together = 0;
    for (int point = 0; point < rows.length; point++) {
      together += nearest(places, point) / EACH == point / EACH ? 1 : 0;
    }
    assertThat(together).isGreaterThan(rows.length * 95 / 100);
    assertThat(layout.neighbourPreservation(places)).isBetween(.3, 1.0);
    assertThat(new TsneLayout(rows, start(rows)).optimise(Deadline.in(Duration.ofMinutes(5))))
        .isDeepEqualTo(places);
  }

  @Test
  void fewOrEqualPointsAreNoProblem() {
    for (int size : new int[] {1, 2, 3, 40}) {
      float[][] rows = new float[size][];
      Arrays.fill(rows, new float[] {1, 0});
      double[][] places =
          new TsneLayout(rows, start(rows)).optimise(Deadline.in(Duration.ofMinutes(5)));
      for (double[] place : places) {
        assertThat(place[0]).as("of %s", size).isFinite();
        assertThat(place[1]).as("of %s", size).isFinite();
      }
    }
  }

  /** Points around a few centres, one group after the other. */
  private static float[][] groups() {
    SplittableRandom random = new Seed(4).random();
    float[][] rows = new float[GROUPS * EACH][16];
    for (int point = 0; point < rows.length; point++) {
      double length = 0;
      for (int axis = 0; axis < 16; axis++) {
        double value = .2 * random.nextGaussian() + (axis == 2 * (point / EACH) ? 1 : 0);
        rows[point][axis] = (float) value;
        length += value * value;
      }
      for (int axis = 0; axis < 16; axis++) {
        rows[point][axis] /= (float) Math.sqrt(length);
      }
    }
    return rows;
  }

  private static double[][] start(float[][] rows) {
    return Arrays.stream(rows)
        .map(row -> new double[] {row[0] + .1 * row[1], row[1]})
        .toArray(double[][]::new);
  }

  private static int nearest(double[][] places, int point) {
    int nearest = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int other = 0; other < places.length; other++) {
      double far =
          Math.hypot(places[point][0] - places[other][0], places[point][1] - places[other][1]);
      if (other != point && far < least) {
        least = far;
        nearest = other;
      }
    }
    return nearest;
  }
}
