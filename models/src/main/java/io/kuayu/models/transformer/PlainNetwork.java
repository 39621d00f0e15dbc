package io.kuayu.models.transformer;

import java.util.Arrays;

/**
 * The network in plain loops, for one history at a time: the same bits whatever else is asked, no
 * native memory, safe for any number of threads. In the last block only the slot that asks is
 * carried on. About 10 million operations for 50 events, a millisecond or two.
 */
final class PlainNetwork {
  private static final float EPSILON = 1e-5f;

  private final Parameters parameters;
  private final Parameters.Shape shape;
  private final Block[] blocks;
  private final boolean causal;

  @SuppressWarnings("ArrayRecordComponent") // Matrices, read by the loops below.
  private record Block(
      float[] attentionScale,
      float[] attentionShift,
      float[] in,
      float[] inBias,
      float[] out,
      float[] outBias,
      float[] feedScale,
      float[] feedShift,
      float[] feedIn,
      float[] feedInBias,
      float[] feedOut,
      float[] feedOutBias) {

    static Block of(Parameters from, int layer) {
      return new Block(
          weight(from, layer, Parameters.ATTENTION_NORM),
          bias(from, layer, Parameters.ATTENTION_NORM),
          weight(from, layer, Parameters.ATTENTION_IN),
          bias(from, layer, Parameters.ATTENTION_IN),
          weight(from, layer, Parameters.ATTENTION_OUT),
          bias(from, layer, Parameters.ATTENTION_OUT),
          weight(from, layer, Parameters.FEED_NORM),
          bias(from, layer, Parameters.FEED_NORM),
          weight(from, layer, Parameters.FEED_IN),
          bias(from, layer, Parameters.FEED_IN),
          weight(from, layer, Parameters.FEED_OUT),
          bias(from, layer, Parameters.FEED_OUT));
    }

    private static float[] weight(Parameters from, int layer, String part) {
      return from.get(Parameters.weight(Parameters.block(layer, part)));
    }

    private static float[] bias(Parameters from, int layer, String part) {
      return from.get(Parameters.bias(Parameters.block(layer, part)));
    }
  }

  PlainNetwork(Parameters parameters, boolean causal) {
    this.parameters = parameters;
    this.causal = causal;
    shape = parameters.shape();
    blocks = new Block[shape.layers()];
    Arrays.setAll(blocks, layer -> Block.of(parameters, layer));
  }

  /**
   * What the network makes of a history.
   *
   * @param hidden what the last slot expects, {@code [dim]}
   * @param attention of the last slot towards each slot, mean over the last block's heads, {@code
   *     [length]}
   */
  @SuppressWarnings("ArrayRecordComponent") // Shared columns of the hot path.
  record Reading(float[] hidden, float[] attention) {}

  /**
   * Reads a history.
   *
   * @param vectors vector of each slot's item, {@code [length * dim]}, zeros where it has none
   */
  Reading read(Slots slots, float[] vectors) {
    int length = slots.length();
    int dim = shape.dim();
    float[] x = vectors.clone();
    for (int slot = 0; slot < length; slot++) {
      int to = slot * dim;
      add(x, to, Parameters.KIND, slots.kinds()[slot]);
      add(x, to, Parameters.POSITION, length - 1 - slot);
      add(x, to, Parameters.GAP, slots.gaps()[slot]);
      add(x, to, Parameters.TARGET, slots.targets()[slot]);
      add(x, to, Parameters.WAIT, slots.waits()[slot]);
    }
    float[] attention = new float[length];
    for (int layer = 0; layer < blocks.length; layer++) {
      int from = layer == blocks.length - 1 ? length - 1 : 0;
      Arrays.fill(attention, 0);
      block(blocks[layer], x, from, length, attention);
    }
    float[] hidden = Arrays.copyOfRange(x, (length - 1) * dim, length * dim);
    normalise(
        hidden,
        0,
        hidden,
        0,
        parameters.get(Parameters.weight(Parameters.OUT)),
        parameters.get(Parameters.bias(Parameters.OUT)));
    return new Reading(hidden, attention);
  }

  /** Adds a row of a table where the table has it: domains that came later have none. */
  private void add(float[] x, int to, String table, int row) {
    float[] values = parameters.get(table);
    int dim = shape.dim();
    if ((row + 1) * dim <= values.length) {
      for (int axis = 0; axis < dim; axis++) {
        x[to + axis] += values[row * dim + axis];
      }
    }
  }

  /** Carries the slots from {@code from} on through a block; the others are only looked at. */
  private void block(Block block, float[] x, int from, int length, float[] attention) {
    int dim = shape.dim();
    int wide = shape.feedForward();
    float[] normal = new float[length * dim];
    for (int slot = 0; slot < length; slot++) {
      normalise(x, slot * dim, normal, slot * dim, block.attentionScale, block.attentionShift);
    }
    float[] projected = linear(normal, 0, length, dim, block.in, block.inBias, 3 * dim);
    float[] attended = new float[(length - from) * dim];
    for (int slot = from; slot < length; slot++) {
      attend(projected, slot, causal ? slot + 1 : length, attended, from, attention);
    }
    int count = length - from;
    float[] mixed = linear(attended, 0, count, dim, block.out, block.outBias, dim);
    float[] fed = new float[count * dim];
    for (int slot = 0; slot < count; slot++) {
      for (int axis = 0; axis < dim; axis++) {
        x[(from + slot) * dim + axis] += mixed[slot * dim + axis];
      }
      normalise(x, (from + slot) * dim, fed, slot * dim, block.feedScale, block.feedShift);
    }
    float[] inner = linear(fed, 0, count, dim, block.feedIn, block.feedInBias, wide);
    for (int index = 0; index < inner.length; index++) {
      inner[index] = Gelu.of(inner[index]);
    }
    float[] outer = linear(inner, 0, count, wide, block.feedOut, block.feedOutBias, dim);
    for (int index = 0; index < outer.length; index++) {
      x[from * dim + index] += outer[index];
    }
  }

  private void attend(
      float[] projected, int slot, int seen, float[] attended, int from, float[] attention) {
    int dim = shape.dim();
    int width = dim / shape.heads();
    float scale = (float) (1 / Math.sqrt(width));
    boolean last = slot == attention.length - 1;
    float[] weights = new float[seen];
    for (int head = 0; head < shape.heads(); head++) {
      int query = slot * 3 * dim + head * width;
      for (int other = 0; other < seen; other++) {
        int key = other * 3 * dim + dim + head * width;
        float dot = 0;
        for (int axis = 0; axis < width; axis++) {
          dot += projected[query + axis] * projected[key + axis];
        }
        weights[other] = dot * scale;
      }
      softmax(weights);
      int to = (slot - from) * dim + head * width;
      for (int other = 0; other < seen; other++) {
        int value = other * 3 * dim + 2 * dim + head * width;
        float weight = weights[other];
        for (int axis = 0; axis < width; axis++) {
          attended[to + axis] += weight * projected[value + axis];
        }
        if (last) {
          attention[other] += weight / shape.heads();
        }
      }
    }
  }

  private static void softmax(float[] logits) {
    float most = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      most = Math.max(most, logit);
    }
    double sum = 0;
    for (int index = 0; index < logits.length; index++) {
      logits[index] = (float) Math.exp(logits[index] - most);
      sum += logits[index];
    }
    float factor = (float) (1 / sum);
    for (int index = 0; index < logits.length; index++) {
      logits[index] *= factor;
    }
  }

  /** Rows times a matrix {@code [in, out]}, plus a bias; the inner loop is over neighbours. */
  static float[] linear(
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

  private static void normalise(
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
}
