package io.kuayu.models.generative;

import io.kuayu.core.math.DotProduct;
import io.kuayu.models.dense.TransformerKernels;
import io.kuayu.models.semantic.SemanticIds;
import io.kuayu.models.sequence.SequenceInput;

/**
 * The encoder in plain loops, for one history at a time: the same bits whatever else is asked, safe
 * for any number of threads. About 4 million products for 50 events of width 64.
 */
public final class EncoderInference {
  private final InferenceLayers layers;
  private final GenerativeParameters.Shape shape;

  public EncoderInference(GenerativeParameters parameters) {
    layers = new InferenceLayers(parameters);
    shape = parameters.shape();
  }

  /**
   * Reads a history.
   *
   * @param input whose items are ordinals of {@code ids}
   * @return what the decoder looks at, {@code [positions, dim]}
   */
  public float[] read(SequenceInput input, SemanticIds ids) {
    int length = input.length();
    int dim = shape.dim();
    float[] x = new float[length * dim];
    for (int position = 0; position < length; position++) {
      int to = position * dim;
      int item = input.items()[position];
      if (item != SequenceInput.NO_ITEM) {
        addItem(x, to, ids, item);
      }
      layers.addRow(x, to, GenerativeParameters.KIND, input.kinds()[position]);
      layers.addRow(x, to, GenerativeParameters.POSITION, length - 1 - position);
      layers.addRow(x, to, GenerativeParameters.GAP, input.gaps()[position]);
      layers.addRow(x, to, GenerativeParameters.TARGET, input.targets()[position]);
      layers.addRow(x, to, GenerativeParameters.WAIT, input.waits()[position]);
    }
    for (int layer = 0; layer < shape.encoderLayers(); layer++) {
      block(layer, x, length);
    }
    return layers.normal(x, GenerativeParameters.ENCODER + GenerativeParameters.NORM);
  }

  /** Adds what an item's tokens mean together. */
  void addItem(float[] x, int to, SemanticIds ids, int item) {
    for (int place = 0; place < SemanticIds.LENGTH; place++) {
      int row = place * shape.vocabulary() + ids.token(item, place);
      layers.addRow(x, to, GenerativeParameters.TOKEN, row);
    }
  }

  private void block(int layer, float[] x, int length) {
    int dim = shape.dim();
    float[] normal = layers.normal(x, part(layer, GenerativeParameters.SELF_NORM));
    float[] projected =
        layers.linear(normal, dim, part(layer, GenerativeParameters.SELF_IN), 3 * dim);
    float[] attended = new float[length * dim];
    for (int position = 0; position < length; position++) {
      attend(projected, position, attended);
    }
    layers.addLinear(x, attended, part(layer, GenerativeParameters.SELF_OUT));
    layers.addFeed(x, GenerativeParameters.ENCODER, layer);
  }

  private void attend(float[] projected, int position, float[] attended) {
    int dim = shape.dim();
    int width = dim / shape.heads();
    float scale = (float) (1 / Math.sqrt(width));
    float[] weights = new float[position + 1];
    for (int head = 0; head < shape.heads(); head++) {
      int query = position * 3 * dim + head * width;
      for (int other = 0; other <= position; other++) {
        int key = other * 3 * dim + dim + head * width;
        weights[other] = scale * DotProduct.of(projected, query, projected, key, width);
      }
      TransformerKernels.softmax(weights);
      int to = position * dim + head * width;
      for (int other = 0; other <= position; other++) {
        int value = other * 3 * dim + 2 * dim + head * width;
        InferenceLayers.addMultiple(weights[other], projected, value, attended, to, width);
      }
    }
  }

  private static String part(int layer, String part) {
    return GenerativeParameters.block(GenerativeParameters.ENCODER, layer, part);
  }
}
