package io.kuayu.models.transformer;

import io.kuayu.models.dense.Gelu;
import io.kuayu.models.dense.ParameterShapes;
import io.kuayu.models.dense.TransformerKernels;
import io.kuayu.models.sequence.SequenceInput;
import java.util.Arrays;

/**
 * The network in plain loops, for one history at a time: the same bits whatever else is asked, no
 * native memory, safe for any number of threads. In the last block only the position that asks is
 * carried on. About 10 million operations for 50 events, a millisecond or two.
 */
public final class TransformerInference {
  private final TransformerParameters parameters;
  private final TransformerParameters.Shape shape;
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

    static Block of(TransformerParameters from, int layer) {
      return new Block(
          weight(from, layer, TransformerParameters.ATTENTION_NORM),
          bias(from, layer, TransformerParameters.ATTENTION_NORM),
          weight(from, layer, TransformerParameters.ATTENTION_IN),
          bias(from, layer, TransformerParameters.ATTENTION_IN),
          weight(from, layer, TransformerParameters.ATTENTION_OUT),
          bias(from, layer, TransformerParameters.ATTENTION_OUT),
          weight(from, layer, TransformerParameters.FEED_NORM),
          bias(from, layer, TransformerParameters.FEED_NORM),
          weight(from, layer, TransformerParameters.FEED_IN),
          bias(from, layer, TransformerParameters.FEED_IN),
          weight(from, layer, TransformerParameters.FEED_OUT),
          bias(from, layer, TransformerParameters.FEED_OUT));
    }

    private static float[] weight(TransformerParameters from, int layer, String part) {
      return from.get(ParameterShapes.weight(TransformerParameters.block(layer, part)));
    }

    private static float[] bias(TransformerParameters from, int layer, String part) {
      return from.get(ParameterShapes.bias(TransformerParameters.block(layer, part)));
    }
  }

  public TransformerInference(TransformerParameters parameters, boolean causal) {
    this.parameters = parameters;
    this.causal = causal;
    shape = parameters.shape();
    blocks = new Block[shape.layers()];
    Arrays.setAll(blocks, layer -> Block.of(parameters, layer));
  }

  /**
   * The result of reading a history.
   *
   * @param hidden what the last position expects, {@code [dim]}
   * @param attention of the last position towards each position, mean over the last block's heads,
   *     {@code [length]}
   */
  @SuppressWarnings("ArrayRecordComponent") // Shared columns of the hot path.
  public record Reading(float[] hidden, float[] attention) {}

  /**
   * What the positions of a history but the last look like to it, in each block; with causal
   * attention that does not depend on what the last one asks.
   *
   * @param projected query, key and value of each position {@code [layers][(length - 1) * 3 * dim]}
   */
  @SuppressWarnings("ArrayRecordComponent") // Shared columns of the hot path.
  public record PrefixState(float[][] projected) {}

  /**
   * Reads the positions of a history but the last, for a network with causal attention.
   *
   * @param vectors vector of each position's item, {@code [length * dim]}, zeros where it has none
   */
  public PrefixState readPrefix(SequenceInput input, float[] vectors) {
    int count = input.length() - 1;
    float[] x = Arrays.copyOf(embedded(input, vectors), count * shape.dim());
    float[][] projected = new float[blocks.length][];
    for (int layer = 0; layer < blocks.length; layer++) {
      projected[layer] = project(blocks[layer], x);
      if (layer < blocks.length - 1) {
        carry(blocks[layer], x, 0, projected[layer], 0, new float[count]);
      }
    }
    return new PrefixState(projected);
  }

  /**
   * Reads a history whose earlier positions were read before.
   *
   * @param vectors vector of each position's item, {@code [length * dim]}, zeros where it has none
   */
  public Reading read(SequenceInput input, float[] vectors, PrefixState prefix) {
    int dim = shape.dim();
    int last = input.length() - 1;
    float[] all = embedded(input, vectors);
    float[] x = Arrays.copyOfRange(all, last * dim, all.length);
    float[] attention = new float[input.length()];
    for (int layer = 0; layer < blocks.length; layer++) {
      float[] projected = Arrays.copyOf(prefix.projected[layer], (last + 1) * 3 * dim);
      System.arraycopy(project(blocks[layer], x), 0, projected, last * 3 * dim, 3 * dim);
      Arrays.fill(attention, 0);
      carry(blocks[layer], x, 0, projected, last, attention);
    }
    return reading(x, attention);
  }

  /**
   * Reads a history.
   *
   * @param vectors vector of each position's item, {@code [length * dim]}, zeros where it has none
   */
  public Reading read(SequenceInput input, float[] vectors) {
    int length = input.length();
    float[] x = embedded(input, vectors);
    float[] attention = new float[length];
    for (int layer = 0; layer < blocks.length; layer++) {
      int from = layer == blocks.length - 1 ? length - 1 : 0;
      Arrays.fill(attention, 0);
      carry(blocks[layer], x, from, project(blocks[layer], x), 0, attention);
    }
    return reading(x, attention);
  }

  /** Of what the last block left in the last position of {@code x}. */
  private Reading reading(float[] x, float[] attention) {
    float[] hidden = Arrays.copyOfRange(x, x.length - shape.dim(), x.length);
    TransformerKernels.normalise(
        hidden,
        0,
        hidden,
        0,
        parameters.get(ParameterShapes.weight(TransformerParameters.OUT)),
        parameters.get(ParameterShapes.bias(TransformerParameters.OUT)));
    return new Reading(hidden, attention);
  }

  private float[] embedded(SequenceInput input, float[] vectors) {
    int length = input.length();
    int dim = shape.dim();
    float[] x = vectors.clone();
    for (int position = 0; position < length; position++) {
      int to = position * dim;
      add(x, to, TransformerParameters.KIND, input.kinds()[position]);
      add(x, to, TransformerParameters.POSITION, length - 1 - position);
      add(x, to, TransformerParameters.GAP, input.gaps()[position]);
      add(x, to, TransformerParameters.TARGET, input.targets()[position]);
      add(x, to, TransformerParameters.WAIT, input.waits()[position]);
    }
    return x;
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

  /** Query, key and value of each position, {@code [positions * 3 * dim]}. */
  private float[] project(Block block, float[] x) {
    int dim = shape.dim();
    int positions = x.length / dim;
    float[] normal = new float[x.length];
    for (int position = 0; position < positions; position++) {
      TransformerKernels.normalise(
          x, position * dim, normal, position * dim, block.attentionScale, block.attentionShift);
    }
    return TransformerKernels.linear(normal, 0, positions, dim, block.in, block.inBias, 3 * dim);
  }

  /**
   * Computes positions of a block; the others are only attended to.
   *
   * @param x the positions, of which those before {@code from} stay as they are
   * @param projected of these positions and of those before
   * @param before how many positions stand in {@code projected} before the first of {@code x}
   * @param attention of the last position towards each, added to {@code [length]}
   */
  private void carry(
      Block block, float[] x, int from, float[] projected, int before, float[] attention) {
    int dim = shape.dim();
    int wide = shape.feedForward();
    int count = x.length / dim - from;
    int length = projected.length / (3 * dim);
    float[] attended = new float[count * dim];
    for (int position = 0; position < count; position++) {
      int place = before + from + position;
      attend(projected, place, causal ? place + 1 : length, attended, position * dim, attention);
    }
    float[] mixed =
        TransformerKernels.linear(attended, 0, count, dim, block.out, block.outBias, dim);
    float[] fed = new float[count * dim];
    for (int position = 0; position < count; position++) {
      for (int axis = 0; axis < dim; axis++) {
        x[(from + position) * dim + axis] += mixed[position * dim + axis];
      }
      TransformerKernels.normalise(
          x, (from + position) * dim, fed, position * dim, block.feedScale, block.feedShift);
    }
    float[] inner =
        TransformerKernels.linear(fed, 0, count, dim, block.feedIn, block.feedInBias, wide);
    for (int index = 0; index < inner.length; index++) {
      inner[index] = Gelu.of(inner[index]);
    }
    float[] outer =
        TransformerKernels.linear(inner, 0, count, wide, block.feedOut, block.feedOutBias, dim);
    for (int index = 0; index < outer.length; index++) {
      x[from * dim + index] += outer[index];
    }
  }

  private void attend(
      float[] projected, int position, int seen, float[] attended, int at, float[] attention) {
    int dim = shape.dim();
    int width = dim / shape.heads();
    float scale = (float) (1 / Math.sqrt(width));
    boolean last = position == attention.length - 1;
    float[] weights = new float[seen];
    for (int head = 0; head < shape.heads(); head++) {
      int query = position * 3 * dim + head * width;
      for (int other = 0; other < seen; other++) {
        int key = other * 3 * dim + dim + head * width;
        float dot = 0;
        for (int axis = 0; axis < width; axis++) {
          dot += projected[query + axis] * projected[key + axis];
        }
        weights[other] = dot * scale;
      }
      TransformerKernels.softmax(weights);
      int to = at + head * width;
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
