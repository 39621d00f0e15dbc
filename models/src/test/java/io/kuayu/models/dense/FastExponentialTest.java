package io.kuayu.models.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Seed;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FastExponentialTest {
  @Test
  void isAsExactAsItsBoundAllows() {
    for (double bound : new double[] {.1, 1, 5, 12, 40, FastExponential.MAX}) {
      SplittableRandom random = new Seed(3).random();
      float[] x = new float[1000];
      for (int index = 0; index < x.length; index++) {
        x[index] = (float) random.nextDouble(-1, 1);
      }
      float[] sums = new float[x.length];
      float[] given = x.clone();
      FastExponential.upTo(bound).add(.5f, (float) bound, given, sums);
      for (int index = 0; index < x.length; index++) {
        double expected = .5 * Math.exp((double) (float) bound * x[index]);
        assertThat(sums[index] / expected)
            .as("half of e^(%s · %s)", bound, x[index])
            .isCloseTo(1, within(4e-7 + 8e-7 * bound));
      }
    }
  }
}
