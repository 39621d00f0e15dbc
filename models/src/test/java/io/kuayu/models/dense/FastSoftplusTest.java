package io.kuayu.models.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FastSoftplusTest {
  @Test
  void agreesWithTheLogarithmEverywhere() {
    for (double x = -60; x < 60; x += .00317) {
      assertThat((double) FastSoftplus.of(x))
          .as("log(1 + e^%s)", x)
          .isCloseTo(Math.log1p(Math.exp(x)), within(7e-7 + 1e-7 * Math.abs(x)));
    }
    assertThat(FastSoftplus.of(Double.NEGATIVE_INFINITY)).isZero();
  }
}
