package io.kuayu.models.dense;

/**
 * A dense layer {@code y = x·W + b}. Its weights are stored input by input, so that the inner loop
 * adds a multiple of one row and needs no horizontal sum.
 */
public final class DenseLayer {
  private final float[] weights;
  private final float[] bias;
  private final int inputs;

  private DenseLayer(float[] weights, float[] bias, int inputs) {
    this.weights = weights;
    this.bias = bias;
    this.inputs = inputs;
  }

  /**
   * A layer with weights in PyTorch's layout.
   *
   * @param weights {@code [outputs, inputs]}
   * @param bias {@code [outputs]}
   */
  public static DenseLayer of(float[] weights, float[] bias) {
    int outputs = bias.length;
    int inputs = weights.length / outputs;
    float[] byInput = new float[weights.length];
    for (int output = 0; output < outputs; output++) {
      for (int input = 0; input < inputs; input++) {
        byInput[input * outputs + output] = weights[output * inputs + input];
      }
    }
    return new DenseLayer(byInput, bias.clone(), inputs);
  }

  public int inputs() {
    return inputs;
  }

  public int outputs() {
    return bias.length;
  }

  /**
   * Computes the layer.
   *
   * @param x read from {@code offset} on
   * @param y written {@code [outputs]}
   */
  public void apply(float[] x, int offset, float[] y) {
    System.arraycopy(bias, 0, y, 0, bias.length);
    add(x, offset, y);
  }

  /** Adds {@code x·W} to y. */
  public void add(float[] x, int offset, float[] y) {
    int outputs = bias.length;
    for (int input = 0; input < inputs; input++) {
      float factor = x[offset + input];
      if (factor != 0) {
        addMultiple(factor, weights, input * outputs, y, outputs);
      }
    }
  }

  static void addMultiple(float factor, float[] row, int from, float[] y, int length) {
    for (int index = 0; index < length; index++) {
      y[index] += factor * row[from + index];
    }
  }

  /** Sets negative values to zero. */
  public static void rectify(float[] values) {
    for (int index = 0; index < values.length; index++) {
      values[index] = Math.max(values[index], 0);
    }
  }
}
