package io.kuayu.models.generative;

import io.kuayu.core.math.DotProduct;
import io.kuayu.models.dense.ParameterShapes;
import io.kuayu.models.dense.TransformerKernels;
import io.kuayu.models.semantic.SemanticIds;

/**
 * The decoder in plain loops. Prefixes of one length are carried on together; keys and values of
 * every prefix stay, and longer ones find those of their beginnings by their ancestors. A prefix
 * costs about 0.1 million products at width 64 and two blocks.
 */
public final class DecoderInference {
  private final GenerativeParameters parameters;
  private final GenerativeParameters.Shape shape;
  private final InferenceLayers layers;

  public DecoderInference(GenerativeParameters parameters) {
    this.parameters = parameters;
    shape = parameters.shape();
    layers = new InferenceLayers(parameters);
  }

  /**
   * Begins to write below a domain.
   *
   * @param memory what the encoder made of the history, {@code [positions, dim]}
   */
  public State begin(float[] memory, int domain) {
    return new State(memory, domain);
  }

  /** What is written for one history; used by one thread. */
  public final class State {
    private final int domain;
    private final int positions;
    private final float[][] memoryProjections;

    /** Ancestors of the prefixes of each length, {@code [length][prefixes]}. */
    private final int[][] parents = new int[SemanticIds.LENGTH][];

    /** Queries, keys and values, {@code [length][layer][prefixes * 3 * dim]}. */
    private final float[][][] projected = new float[SemanticIds.LENGTH][shape.decoderLayers()][];

    private State(float[] memory, int domain) {
      this.domain = domain;
      positions = memory.length / shape.dim();
      memoryProjections = new float[shape.decoderLayers()][];
      for (int layer = 0; layer < memoryProjections.length; layer++) {
        memoryProjections[layer] =
            layers.linear(
                memory,
                shape.dim(),
                part(layer, GenerativeParameters.CROSS_MEMORY),
                2 * shape.dim());
      }
    }

    /**
     * What is expected behind prefixes that are one token longer than those of the step before.
     *
     * @param place length of the prefixes without the domain: 0 for the first step
     * @param ancestors index of each prefix's beginning in the step before
     * @param tokens last token of each prefix; not read in the first step
     * @return {@code [prefixes, dim]}
     */
    public float[] step(int place, int[] ancestors, int[] tokens) {
      int dim = shape.dim();
      int rows = tokens.length;
      parents[place] = ancestors;
      float[] x = new float[rows * dim];
      for (int row = 0; row < rows; row++) {
        if (place == 0) {
          layers.addRow(x, row * dim, GenerativeParameters.DOMAIN, domain);
        } else {
          int token = (place - 1) * shape.vocabulary() + tokens[row];
          layers.addRow(x, row * dim, GenerativeParameters.TOKEN, token);
        }
        layers.addRow(x, row * dim, GenerativeParameters.PLACE, place);
      }
      for (int layer = 0; layer < shape.decoderLayers(); layer++) {
        block(layer, place, x, rows);
      }
      return layers.normal(x, GenerativeParameters.DECODER + GenerativeParameters.NORM);
    }

    private void block(int layer, int place, float[] x, int rows) {
      int dim = shape.dim();
      float[] normal = layers.normal(x, part(layer, GenerativeParameters.SELF_NORM));
      projected[place][layer] =
          layers.linear(normal, dim, part(layer, GenerativeParameters.SELF_IN), 3 * dim);
      float[] attended = new float[rows * dim];
      for (int row = 0; row < rows; row++) {
        selfAttention(layer, place, row, attended);
      }
      layers.addLinear(x, attended, part(layer, GenerativeParameters.SELF_OUT));

      normal = layers.normal(x, part(layer, GenerativeParameters.CROSS_NORM));
      float[] queries =
          layers.linear(normal, dim, part(layer, GenerativeParameters.CROSS_QUERY), dim);
      float[] seen = new float[rows * dim];
      for (int row = 0; row < rows; row++) {
        crossAttention(memoryProjections[layer], queries, row, seen);
      }
      layers.addLinear(x, seen, part(layer, GenerativeParameters.CROSS_OUT));
      layers.addFeed(x, GenerativeParameters.DECODER, layer);
    }

    private void selfAttention(int layer, int place, int row, float[] attended) {
      int dim = shape.dim();
      int width = dim / shape.heads();
      float scale = (float) (1 / Math.sqrt(width));
      int[] rows = new int[place + 1];
      rows[place] = row;
      for (int at = place; at > 0; at--) {
        rows[at - 1] = parents[at][rows[at]];
      }
      float[] weights = new float[place + 1];
      for (int head = 0; head < shape.heads(); head++) {
        int query = row * 3 * dim + head * width;
        for (int at = 0; at <= place; at++) {
          int key = rows[at] * 3 * dim + dim + head * width;
          weights[at] =
              scale
                  * DotProduct.of(projected[place][layer], query, projected[at][layer], key, width);
        }
        TransformerKernels.softmax(weights);
        int to = row * dim + head * width;
        for (int at = 0; at <= place; at++) {
          int value = rows[at] * 3 * dim + 2 * dim + head * width;
          InferenceLayers.addMultiple(
              weights[at], projected[at][layer], value, attended, to, width);
        }
      }
    }

    private void crossAttention(float[] memory, float[] queries, int row, float[] seen) {
      int dim = shape.dim();
      int width = dim / shape.heads();
      float scale = (float) (1 / Math.sqrt(width));
      float[] weights = new float[positions];
      for (int head = 0; head < shape.heads(); head++) {
        int query = row * dim + head * width;
        for (int position = 0; position < positions; position++) {
          int key = position * 2 * dim + head * width;
          weights[position] = scale * DotProduct.of(queries, query, memory, key, width);
        }
        TransformerKernels.softmax(weights);
        for (int position = 0; position < positions; position++) {
          int value = position * 2 * dim + dim + head * width;
          InferenceLayers.addMultiple(weights[position], memory, value, seen, query, width);
        }
      }
    }
  }

  /**
   * The logit of a token at a place.
   *
   * @param hidden read from {@code at} on
   */
  public float logit(float[] hidden, int at, int place, int token) {
    int row = place * shape.vocabulary() + token;
    String written = GenerativeParameters.WRITTEN;
    float[] table = parameters.get(ParameterShapes.weight(written));
    return parameters.get(ParameterShapes.bias(written))[row]
        + DotProduct.of(hidden, at, table, row * shape.dim(), shape.dim());
  }

  private static String part(int layer, String part) {
    return GenerativeParameters.block(GenerativeParameters.DECODER, layer, part);
  }
}
