package io.kuayu.models.transformer;

import io.kuayu.models.dense.Gelu;
import io.kuayu.models.dense.Rows;
import java.util.Arrays;

/**
 * The network in plain loops, for one history at a time: the same bits whatever else is asked, no
 * native memory, safe for any number of threads. In the last block only the slot that asks is
 * carried on. About 10 million operations for 50 events, a millisecond or two.
 */
final class PlainNetwork {
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
    Rows.normalise(
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
      Rows.normalise(x, slot * dim, normal, slot * dim, block.attentionScale, block.attentionShift);
    }
    float[] projected = Rows.linear(normal, 0, length, dim, block.in, block.inBias, 3 * dim);
    float[] attended = new float[(length - from) * dim];
    for (int slot = from; slot < length; slot++) {
      attend(projected, slot, causal ? slot + 1 : length, attended, from, attention);
    }
    int count = length - from;
    float[] mixed = Rows.linear(attended, 0, count, dim, block.out, block.outBias, dim);
    float[] fed = new float[count * dim];
    for (int slot = 0; slot < count; slot++) {
      for (int axis = 0; axis < dim; axis++) {
        x[(from + slot) * dim + axis] += mixed[slot * dim + axis];
      }
      Rows.normalise(x, (from + slot) * dim, fed, slot * dim, block.feedScale, block.feedShift);
    }
    float[] inner = Rows.linear(fed, 0, count, dim, block.feedIn, block.feedInBias, wide);
    for (int index = 0; index < inner.length; index++) {
      inner[index] = Gelu.of(inner[index]);
    }
    float[] outer = Rows.linear(inner, 0, count, wide, block.feedOut, block.feedOutBias, dim);
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
      Rows.softmax(weights);
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
}
