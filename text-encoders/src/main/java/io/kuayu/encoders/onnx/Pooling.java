package io.kuayu.encoders.onnx;

import java.nio.FloatBuffer;

/** How the vectors of a text's tokens become one; each encoder was trained with one way. */
enum Pooling {
  /** The mean over all tokens. */
  MEAN {
    @Override
    float[] pool(FloatBuffer hidden, int text, int length, int dimension) {
      float[] pooled = new float[dimension];
      float[] token = new float[dimension];
      for (int position = 0; position < length; position++) {
        hidden.get((text * length + position) * dimension, token);
        for (int d = 0; d < dimension; d++) {
          pooled[d] += token[d];
        }
      }
      return pooled;
    }
  },
  /** The vector of the first token, {@code [CLS]}. */
  FIRST {
    @Override
    float[] pool(FloatBuffer hidden, int text, int length, int dimension) {
      float[] pooled = new float[dimension];
      hidden.get(text * length * dimension, pooled);
      return pooled;
    }
  };

  /**
   * Pools one text, up to its length: the caller normalises.
   *
   * @param hidden {@code [batch, length, dimension]}, without padding
   * @param text index in the batch
   */
  abstract float[] pool(FloatBuffer hidden, int text, int length, int dimension);
}
