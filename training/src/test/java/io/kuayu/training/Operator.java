package io.kuayu.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.kuayu.core.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An operator of the engine beside the same in plain Java.
 *
 * @param shapes of its inputs
 * @param low least number that is put in
 * @param high greatest
 * @param hasGradient whether training asks it for gradients
 */
public record Operator(
    String name,
    List<Shape> shapes,
    double low,
    double high,
    boolean hasGradient,
    OnEngine engine,
    InJava java) {
  /** What sums of some hundred 32-bit products may be off, whatever their order. */
  public static final double TOLERANCE = 1e-5;

  private static final int SAMPLES = 10;
  private static final double STEP = 1e-5;

  /** The operator on the engine. */
  public interface OnEngine {
    NDArray of(List<NDArray> inputs);
  }

  /** The operator in plain Java, row-major. */
  public interface InJava {
    double[] of(double[][] inputs);
  }

  /**
   * How far the engine is from plain Java at worst, as a share of one and the right number.
   *
   * @param forward of what the operator computes
   * @param gradient of the gradients of a weighted sum of it, by differences in plain Java; 0 where
   *     there are none
   */
  public record Deviation(double forward, double gradient) {
    /** Whether both are what rounding explains. */
    public boolean isRounding() {
      return forward < TOLERANCE && gradient < TOLERANCE;
    }
  }

  /** Compares both on random numbers. */
  @SuppressWarnings("try") // The scope is there for what its closing does.
  public Deviation deviation(TorchSession session) {
    SplittableRandom random = new Seed(1).derive(name).random();
    float[][] inputs =
        shapes.stream()
            .map(shape -> numbers(random, shape.size(), low, high))
            .toArray(float[][]::new);
    double[][] exact = Arrays.stream(inputs).map(Operator::doubles).toArray(double[][]::new);
    double[] right = java.of(exact);
    try (var scope = new NDScope()) {
      List<NDArray> arrays = new ArrayList<>();
      for (int input = 0; input < inputs.length; input++) {
        long[] shape = shapes.get(input).getShape();
        arrays.add(
            hasGradient ? session.leaf(inputs[input], shape) : session.array(inputs[input], shape));
      }
      if (!hasGradient) {
        return new Deviation(worst(TorchSession.values(flat(arrays)), right), 0);
      }
      float[] weights = numbers(random, right.length, -1, 1);
      float[][] computed = new float[1][];
      session.backward(
          () -> {
            NDArray result = flat(arrays);
            computed[0] = TorchSession.values(result);
            return result.mul(session.array(weights, weights.length)).sum();
          });
      double gradient = 0;
      for (int input = 0; input < inputs.length; input++) {
        float[] found = TorchSession.values(arrays.get(input).getGradient());
        for (int sample = 0; sample < SAMPLES; sample++) {
          int at = random.nextInt(found.length);
          gradient = Math.max(gradient, apart(found[at], slope(exact, exact[input], at, weights)));
        }
      }
      return new Deviation(worst(computed[0], right), gradient);
    }
  }

  private NDArray flat(List<NDArray> inputs) {
    return engine.of(inputs).reshape(-1);
  }

  /** By how much the weighted sum grows with a number of an input. */
  private double slope(double[][] inputs, double[] input, int at, float[] weights) {
    double before = input[at];
    input[at] = before + STEP;
    double above = weighted(java.of(inputs), weights);
    input[at] = before - STEP;
    double below = weighted(java.of(inputs), weights);
    input[at] = before;
    return (above - below) / (2 * STEP);
  }

  private static double weighted(double[] values, float[] weights) {
    double sum = 0;
    for (int index = 0; index < values.length; index++) {
      sum += values[index] * weights[index];
    }
    return sum;
  }

  private static double worst(float[] found, double[] right) {
    if (found.length != right.length) {
      throw new IllegalArgumentException(found.length + " numbers for " + right.length);
    }
    double worst = 0;
    for (int index = 0; index < right.length; index++) {
      worst = Math.max(worst, apart(found[index], right[index]));
    }
    return worst;
  }

  private static double apart(double found, double right) {
    double apart = Math.abs(found - right) / (1 + Math.abs(right));
    return Double.isNaN(apart) ? Double.POSITIVE_INFINITY : apart;
  }

  private static float[] numbers(SplittableRandom random, long size, double low, double high) {
    float[] numbers = new float[Math.toIntExact(size)];
    for (int index = 0; index < numbers.length; index++) {
      numbers[index] = (float) random.nextDouble(low, high);
    }
    return numbers;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, index -> values[index]);
    return doubles;
  }
}
