package io.kuayu.models.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Seed;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FastLogarithmTest {
  @Test
  void agreesWithTheLibrary() {
    SplittableRandom random = new Seed(1).random();
    for (int n = 0; n < 200_000; n++) {
      float x = (float) Math.exp(random.nextDouble(-87, 88));
      assertThat((double) FastLogarithm.of(x))
          .as("log %s", x)
          .isCloseTo(Math.log(x), within(1e-7 + 1e-7 * Math.abs(Math.log(x))));
    }
    assertThat(FastLogarithm.of(1)).isZero();
  }
}
