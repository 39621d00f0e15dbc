package io.kuayu.encoders.network;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes one vector of what a network answers. */
public final class NetworkVectors {
  private NetworkVectors() {}

  /** How a row of vectors becomes one. */
  public enum Pooling {
    /** The first one, which stands for all. */
    FIRST,
    /** The mean. */
    MEAN
  }

  /**
   * Chooses an output.
   *
   * @param wanted parts of names, the best first; where none fits, the first output is taken
   * @throws KuayuException where there is no output
   */
  public static String output(OnnxNetwork network, List<String> wanted) {
    Map<String, long[]> outputs = network.outputs();
    for (String part : wanted) {
      for (String name : outputs.keySet()) {
        if (name.toLowerCase(Locale.ROOT).contains(part)) {
          return name;
        }
      }
    }
    return outputs.keySet().stream()
        .findFirst()
        .orElseThrow(
            () ->
                new KuayuException(
                    ErrorCode.ENCODER_UNREADABLE,
                    "the network has no output",
                    "export the network again"));
  }

  /**
   * The vector: the last side counts numbers, those before are pooled, and maps of features of an
   * image ({@code [1, channels, height, width]}) become the mean of each channel.
   */
  public static float[] pooled(NetworkTensor.Floats answer, Pooling pooling) {
    long[] shape = answer.shape();
    if (shape.length == 4) {
      return means(answer.values(), (int) shape[1]);
    }
    int dimension = (int) shape[shape.length - 1];
    float[] values = answer.values();
    if (dimension == 0 || values.length == 0) {
      throw new KuayuException(
          ErrorCode.ENCODER_FAILED,
          "the network answered nothing",
          "see that it fits its configuration");
    }
    if (pooling == Pooling.FIRST) {
      return Arrays.copyOf(values, dimension);
    }
    float[] mean = new float[dimension];
    int rows = values.length / dimension;
    for (int at = 0; at < rows * dimension; at++) {
      mean[at % dimension] += values[at] / rows;
    }
    return mean;
  }

  /** Scales a vector to length 1 in place. */
  public static float[] unit(float[] vector) {
    double square = 0;
    for (float number : vector) {
      square += (double) number * number;
    }
    float scale = square > 0 ? (float) (1 / Math.sqrt(square)) : 0;
    for (int d = 0; d < vector.length; d++) {
      vector[d] *= scale;
    }
    return vector;
  }

  private static float[] means(float[] values, int channels) {
    float[] mean = new float[channels];
    int area = values.length / channels;
    for (int at = 0; at < channels * area; at++) {
      mean[at / area] += values[at] / area;
    }
    return mean;
  }
}
