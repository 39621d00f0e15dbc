package io.kuayu.cli.demo;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws from weights. */
final class WeightedDraw {
  private WeightedDraw() {}

  /** Normalises the array in place to the sum 1 and returns it. */
  static double[] normalised(double[] weights) {
    double sum = Arrays.stream(weights).sum();
    for (int index = 0; index < weights.length; index++) {
      weights[index] /= sum;
    }
    return weights;
  }

  /** Draws an index in proportion to its weight; -1 if all weights are zero. */
  static int index(double[] weights, SplittableRandom random) {
    double left = random.nextDouble() * Arrays.stream(weights).sum();
    int last = -1;
    for (int index = 0; index < weights.length; index++) {
      if (weights[index] > 0) {
        last = index;
        left -= weights[index];
        if (left < 0) {
          break;
        }
      }
    }
    return last;
  }
}
