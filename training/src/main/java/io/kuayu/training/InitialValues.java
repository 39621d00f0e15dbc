package io.kuayu.training;

import io.kuayu.core.Seed;
import java.util.SplittableRandom;

/** Initial values of weights. */
public final class InitialValues {
  private InitialValues() {}

  /** Uniform in {@code -reach … reach}. */
  public static float[] uniform(int size, double reach, Seed seed) {
    SplittableRandom random = seed.random();
    float[] values = new float[size];
    for (int index = 0; index < size; index++) {
      values[index] = (float) ((2 * random.nextDouble() - 1) * reach);
    }
    return values;
  }

  /**
   * The reach that preserves the scale of signals through a dense layer (Glorot and Bengio, 2010).
   */
  public static double glorot(int inputs, int outputs) {
    return Math.sqrt(6.0 / (inputs + outputs));
  }
}
