package io.kuayu.models.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SoftplusTest {
  @Test
  void agreesWithTheLogarithmEverywhere() {
    for (double x = -60; x < 60; x += .00317) {
      assertThat((double) Softplus.of(x))
          .as("log(1 + e^%s)", x)
          .isCloseTo(Math.log1p(Math.exp(x)), within(7e-7 + 1e-7 * Math.abs(x)));
    }
    assertThat(Softplus.of(Double.NEGATIVE_INFINITY)).isZero();
  }
}
