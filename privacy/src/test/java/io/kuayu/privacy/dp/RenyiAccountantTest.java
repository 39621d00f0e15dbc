package io.kuayu.privacy.dp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.kuayu.core.KuayuException;
import org.junit.jupiter.api.Test;

final class RenyiAccountantTest {
  private static final double DELTA = 1e-5;

  /**
   * The table of the MNIST tutorial in {@code tutorials/README.md} of TensorFlow Privacy: 60,000
   * examples in batches of 256; it uses the older conversion.
   */
  @Test
  void agreesWithTensorFlowPrivacy() {
    double[][] published = {{1.3, 15, 1.19}, {1.1, 60, 3.01}, {.7, 45, 7.10}};
    for (double[] row : published) {
      long steps = (long) (row[1] * 60_000 / 256);
      double epsilon =
          RenyiAccountant.EMPTY.with(row[0], 256 / 60_000.0, steps).classicalEpsilon(DELTA);
      assertThat(epsilon).as("noise " + row[0]).isCloseTo(row[2], withinPercentage(1));
    }
  }

  /** The values that {@code opacus/tests/accountants_test.py} of Opacus asserts. */
  @Test
  void agreesWithOpacus() {
    double epsilon = RenyiAccountant.EMPTY.with(1.5, .04, 2250).epsilon(DELTA);
    assertThat(epsilon).isCloseTo(7.32911117143, withinPercentage(.1));
    assertThat(RenyiAccountant.EMPTY.noiseFor(8, DELTA, .04, 2250))
        .isCloseTo(1.416, withinPercentage(.5));
    assertThat(RenyiAccountant.EMPTY.noiseFor(8, DELTA, .04, 2000))
        .isCloseTo(1.3562, withinPercentage(.5));
  }

  /** For whole orders the moment is a binomial sum (equation 6 of the paper). */
  @Test
  void integratesWhatTheBinomialSumGives() {
    for (double noise : new double[] {.6, 1, 4}) {
      for (double rate : new double[] {.001, .05, .5}) {
        for (int order : new int[] {2, 5, 16}) {
          assertThat(RenyiAccountant.divergence(order, noise, rate))
              .as(noise + " " + rate + " " + order)
              .isCloseTo(binomial(order, noise, rate), withinPercentage(1e-4));
        }
      }
    }
  }

  private static double binomial(int order, double noise, double rate) {
    double sum = 0;
    double choose = 1;
    for (int k = 0; k <= order; k++) {
      sum +=
          choose
              * Math.pow(1 - rate, order - k)
              * Math.pow(rate, k)
              * Math.exp((k * k - k) / (2 * noise * noise));
      choose = choose * (order - k) / (k + 1);
    }
    return Math.log(sum) / (order - 1);
  }

  /** What counts and steps cost together is more than either, and less than both added up. */
  @Test
  void fitsStepsIntoWhatCountsHaveLeft() {
    RenyiAccountant counts = RenyiAccountant.EMPTY.with(.7, 1, 1);
    double noise = counts.noiseFor(8, DELTA, .04, 200);
    assertThat(counts.with(noise, .04, 200).epsilon(DELTA)).isBetween(7.9, 8.0);
    assertThat(noise).isGreaterThan(RenyiAccountant.EMPTY.noiseFor(8, DELTA, .04, 200));
    assertThat(counts.epsilon(DELTA) + RenyiAccountant.EMPTY.with(noise, .04, 200).epsilon(DELTA))
        .isGreaterThan(8);
  }

  @Test
  void moreNoiseFewerStepsAndRarerPartsCostLess() {
    double epsilon = RenyiAccountant.EMPTY.with(1, .01, 1000).epsilon(DELTA);
    assertThat(RenyiAccountant.EMPTY.with(1.1, .01, 1000).epsilon(DELTA)).isLessThan(epsilon);
    assertThat(RenyiAccountant.EMPTY.with(1, .009, 1000).epsilon(DELTA)).isLessThan(epsilon);
    assertThat(RenyiAccountant.EMPTY.with(1, .01, 900).epsilon(DELTA)).isLessThan(epsilon);
    assertThat(RenyiAccountant.EMPTY.with(1, .01, 400).with(1, .01, 600).epsilon(DELTA))
        .isCloseTo(epsilon, withinPercentage(1e-9));
    assertThat(RenyiAccountant.EMPTY.with(1, 0, 1000).epsilon(DELTA)).isLessThan(.05);
    assertThatThrownBy(() -> RenyiAccountant.EMPTY.with(0, .1, 1))
        .isInstanceOf(KuayuException.class);
  }
}
