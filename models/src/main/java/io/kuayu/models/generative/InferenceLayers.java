package io.kuayu.models.generative;

import io.kuayu.models.dense.ParameterShapes;
import io.kuayu.models.dense.TransformerKernels;

/**
 * The layers that encoder and decoder have in common, in plain loops, by the names of their parts.
 */
final class InferenceLayers {
  private final GenerativeParameters parameters;
  private final int dim;

  InferenceLayers(GenerativeParameters parameters) {
    this.parameters = parameters;
    dim = parameters.shape().dim();
  }

  /** Adds a row of a table to a vector. */
  void addRow(float[] x, int to, String table, int row) {
    addMultiple(1, parameters.get(table), row * dim, x, to, dim);
  }

  static void addMultiple(float factor, float[] values, int from, float[] to, int at, int length) {
    for (int axis = 0; axis < length; axis++) {
      to[at + axis] += factor * values[from + axis];
    }
  }

  /** A dense layer over rows, {@code [x.length / in, out]}. */
  float[] linear(float[] x, int in, String part, int out) {
    return TransformerKernels.linear(
        x,
        0,
        x.length / in,
        in,
        parameters.get(ParameterShapes.weight(part)),
        parameters.get(ParameterShapes.bias(part)),
        out);
  }

  /** Layer normalisation of every row. */
  float[] normal(float[] x, String part) {
    float[] scale = parameters.get(ParameterShapes.weight(part));
    float[] shift = parameters.get(ParameterShapes.bias(part));
    float[] y = new float[x.length];
    for (int at = 0; at < x.length; at += dim) {
      TransformerKernels.normalise(x, at, y, at, scale, shift);
    }
    return y;
  }

  /** Adds a dense layer of some rows to x. */
  void addLinear(float[] x, float[] rows, String part) {
    add(x, linear(rows, dim, part, dim));
  }

  /** Adds the feed-forward part of a block to x. */
  void addFeed(float[] x, String side, int layer) {
    int wide = parameters.shape().feedForward();
    String norm = GenerativeParameters.block(side, layer, GenerativeParameters.FEED_NORM);
    String in = GenerativeParameters.block(side, layer, GenerativeParameters.FEED_IN);
    String out = GenerativeParameters.block(side, layer, GenerativeParameters.FEED_OUT);
    float[] inner = linear(normal(x, norm), dim, in, wide);
    TransformerKernels.gelu(inner);
    add(x, linear(inner, wide, out, dim));
  }

  private static void add(float[] x, float[] more) {
    for (int index = 0; index < x.length; index++) {
      x[index] += more[index];
    }
  }
}
