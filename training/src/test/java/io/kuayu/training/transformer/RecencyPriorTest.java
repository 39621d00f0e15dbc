package io.kuayu.training.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.models.recency.RecencyPrior;
import org.junit.jupiter.api.Test;

class RecencyPriorTest {
  private static final RecencyPrior PRIOR =
      RecencyPrior.of(
          new RecencyPrior.Log[] {
            new RecencyPrior.Log(
                new long[] {
                  0, SmallTransformer.DAY, SmallTransformer.DAY, 3 * SmallTransformer.DAY
                },
                new int[] {0, 0, 1, 0},
                3)
          },
          new double[] {2});

  @Test
  void countsOnlyWhatIsStrictlyBefore() {
    assertThat(at(0, 0)).isZero();
    assertThat(at(0, 1)).isCloseTo((float) Math.log(21), within(1e-5f));
    assertThat(at(1, SmallTransformer.DAY)).isZero();
    assertThat(at(1, SmallTransformer.DAY + 1)).isCloseTo((float) Math.log(21), within(1e-4f));
    assertThat(at(2, 9 * SmallTransformer.DAY)).isZero();
  }

  @Test
  void fadesByTau() {
    double count = Math.exp(-1) + Math.exp(-.5);
    assertThat(at(0, 2 * SmallTransformer.DAY))
        .isCloseTo((float) Math.log1p(20 * count), within(1e-5f));
  }

  @Test
  void sweepAgreesWithLookup() {
    RecencyPrior.Sweep sweep = PRIOR.sweep(0, new int[] {2, 1, 0});
    for (long day = 0; day < 6; day++) {
      sweep.advance(day * SmallTransformer.DAY);
      float[] odds = new float[3];
      sweep.odds(0, 0, odds.length, odds, 0);
      for (int item = 0; item < 3; item++) {
        assertThat((float) Math.log(odds[2 - item]))
            .as("item %s on day %s", item, day)
            .isCloseTo(at(item, day * SmallTransformer.DAY), within(1e-5f));
      }
    }
  }

  private static float at(int item, long now) {
    return PRIOR.lookup(0).of(item, now, new float[] {1});
  }
}
