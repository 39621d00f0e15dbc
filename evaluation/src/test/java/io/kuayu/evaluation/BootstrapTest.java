package io.kuayu.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  /** Half of the people 1, half of them 0. */
  private static double[] halves(int people) {
    double[] values = new double[people];
    Arrays.setAll(values, person -> person % 2);
    return values;
  }

  @Test
  void findsTheIntervalThatTheNormalDistributionGives() {
    Estimate estimate = Bootstrap.of(halves(400), 1, new Seed(3))[0];
    assertThat(estimate.value()).isEqualTo(.5);
    assertThat(estimate.low()).isCloseTo(.5 - 1.96 * .5 / 20, within(.006));
    assertThat(estimate.high()).isCloseTo(.5 + 1.96 * .5 / 20, within(.006));
  }

  @Test
  void takesTheNormalIntervalOfVeryManyPeople() {
    int people = Bootstrap.MAX_PEOPLE + 2;
    Estimate estimate = Bootstrap.of(halves(people), 1, new Seed(3))[0];
    assertThat(estimate.high() - .5).isCloseTo(1.96 * .5 / Math.sqrt(people), within(1e-6));
  }

  @Test
  void holdsTheMeanOfEveryMetric() {
    double[] rows = {1, 0, .5, .5, 0, 1};
    Estimate[] estimates = Bootstrap.of(rows, 2, new Seed(1));
    for (Estimate estimate : estimates) {
      assertThat(estimate.value()).isCloseTo(.5, within(1e-12));
      assertThat(estimate.low()).isBetween(0.0, .5);
      assertThat(estimate.high()).isBetween(.5, 1.0);
    }
  }

  @Test
  void hasNoWidthWhereAllAreAlike() {
    assertThat(Bootstrap.of(new double[] {.25, .25, .25}, 1, new Seed(1))[0])
        .isEqualTo(new Estimate(.25, .25, .25));
  }

  @Test
  void takesQuantilesBetweenTwoValues() {
    assertThat(Bootstrap.quantile(new double[] {0, 10}, .25)).isEqualTo(2.5);
    assertThat(Bootstrap.quantile(new double[] {7}, .975)).isEqualTo(7);
  }
}
