package io.kuayu.models.dense;

/**
 * The layers of a Transformer over rows of numbers, in plain loops that compilers turn into SIMD.
 */
public final class TransformerKernels {
  private static final float EPSILON = 1e-5f;

  private TransformerKernels() {}

  /**
   * Rows times a matrix, plus a bias; the inner loop runs over neighbouring columns.
   *
   * @param x read from {@code begin} on, {@code [rows, in]}
   * @param matrix {@code [in, out]}
   * @param bias {@code [out]}
   * @return {@code [rows, out]}
   */
  public static float[] linear(
      float[] x, int begin, int rows, int in, float[] matrix, float[] bias, int out) {
    float[] y = new float[rows * out];
    for (int row = 0; row < rows; row++) {
      int to = row * out;
      System.arraycopy(bias, 0, y, to, out);
      for (int axis = 0; axis < in; axis++) {
        float factor = x[begin + row * in + axis];
        int from = axis * out;
        for (int column = 0; column < out; column++) {
          y[to + column] += factor * matrix[from + column];
        }
      }
    }
    return y;
  }

  /** Softmax of logits, in place. */
  public static void softmax(float[] logits) {
    float max = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      max = Math.max(max, logit);
    }
    double sum = 0;
    for (int index = 0; index < logits.length; index++) {
      logits[index] = (float) Math.exp(logits[index] - max);
      sum += logits[index];
    }
    float factor = (float) (1 / sum);
    for (int index = 0; index < logits.length; index++) {
      logits[index] *= factor;
    }
  }

  /**
   * Layer normalisation (Ba, Kiros and Hinton, 2016) of one row.
   *
   * @param x read from {@code from} on
   * @param y written from {@code to} on; may be x
   * @param scale {@code [dim]}
   * @param shift {@code [dim]}
   */
  public static void normalise(
      float[] x, int from, float[] y, int to, float[] scale, float[] shift) {
    int dim = scale.length;
    double mean = 0;
    for (int axis = 0; axis < dim; axis++) {
      mean += x[from + axis];
    }
    mean /= dim;
    double variance = 0;
    for (int axis = 0; axis < dim; axis++) {
      double off = x[from + axis] - mean;
      variance += off * off;
    }
    double factor = 1 / Math.sqrt(variance / dim + EPSILON);
    for (int axis = 0; axis < dim; axis++) {
      y[to + axis] = (float) ((x[from + axis] - mean) * factor) * scale[axis] + shift[axis];
    }
  }

  /** The activation of every number, in place. */
  public static void gelu(float[] values) {
    for (int index = 0; index < values.length; index++) {
      values[index] = Gelu.of(values[index]);
    }
  }
}
