package io.kuayu.training.generative;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import io.kuayu.core.ArraySize;
import io.kuayu.models.dense.ParameterShapes;
import io.kuayu.models.generative.GenerativeParameters;
import io.kuayu.models.semantic.SemanticIds;
import io.kuayu.training.TorchSession;
import io.kuayu.training.TrainableWeights;
import io.kuayu.training.TransformerLayers;
import io.kuayu.training.sequence.SequenceBatch;
import java.util.Arrays;

/**
 * The network on the engine (Vaswani et al., NeurIPS 2017; pre-norm): the encoder is causal, so
 * that one pass over a user's events serves every event as a target. For each target the decoder
 * writes an id and attends to the preceding events.
 */
final class EncoderDecoder {
  private static final int PLACES = SemanticIds.LENGTH;
  private static final float FORBIDDEN = -1e9f;

  private final TorchSession session;
  private final TransformerLayers layers;
  private final GenerativeParameters.Shape shape;
  private final float dropout;

  /**
   * Puts parameters onto the engine.
   *
   * @param weights filled with them
   * @param dropout share of values to drop; 0 outside training
   */
  EncoderDecoder(
      TorchSession session,
      TrainableWeights weights,
      GenerativeParameters parameters,
      float dropout) {
    this.session = session;
    this.dropout = dropout;
    shape = parameters.shape();
    layers = new TransformerLayers(weights, GenerativeParameters.sizes(shape), parameters.values());
  }

  NDArray weight(String name) {
    return layers.weight(name);
  }

  /**
   * Encodes histories.
   *
   * @param tokens row of each token of each position's item, {@code [batch * length * places]}
   * @return {@code [batch * length, dim]}, padding included
   */
  NDArray encode(SequenceBatch batch, int[] tokens) {
    long size = (long) batch.size() * batch.length();
    NDArray items =
        TransformerLayers.rows(
                weight(GenerativeParameters.TOKEN), session.array(tokens, size * PLACES))
            .reshape(size, PLACES, shape.dim())
            .sum(new int[] {1});
    NDArray x =
        items
            .mul(session.array(batch.hasItem(), size, 1))
            .add(rows(GenerativeParameters.KIND, batch.kinds(), size))
            .add(rows(GenerativeParameters.POSITION, batch.distances(), size))
            .add(rows(GenerativeParameters.GAP, batch.gaps(), size))
            .add(rows(GenerativeParameters.TARGET, batch.targets(), size))
            .add(rows(GenerativeParameters.WAIT, batch.waits(), size));
    x = drop(x);
    NDArray mask = backward(batch.length(), 1);
    String side = GenerativeParameters.ENCODER;
    for (int layer = 0; layer < shape.encoderLayers(); layer++) {
      x = x.add(self(x, side, layer, batch.size(), batch.length(), mask));
      x = x.add(feed(x, side, layer));
    }
    return layers.norm(x, side + GenerativeParameters.NORM);
  }

  private NDArray rows(String table, int[] rows, long size) {
    return TransformerLayers.rows(weight(table), session.array(rows, size));
  }

  /**
   * The decoder's predictions at each place of an id, one id for each position.
   *
   * @param memory what {@link #encode} returned
   * @param domains domain that each position is asked for, {@code [batch * length]}
   * @param tokens row of each token but the last that is written, {@code [batch * length * (places
   *     - 1)]}
   * @return {@code [batch * length * places, dim]}, padding included
   */
  NDArray decode(NDArray memory, SequenceBatch batch, int[] domains, int[] tokens) {
    long size = (long) batch.size() * batch.length();
    int dim = shape.dim();
    NDArray first =
        TransformerLayers.rows(weight(GenerativeParameters.DOMAIN), session.array(domains, size))
            .reshape(size, 1, dim);
    NDArray rest =
        TransformerLayers.rows(
                weight(GenerativeParameters.TOKEN), session.array(tokens, size * (PLACES - 1)))
            .reshape(size, PLACES - 1, dim);
    NDArray x =
        NDArrays.concat(new NDList(first, rest), 1)
            .add(weight(GenerativeParameters.PLACE).reshape(1, PLACES, dim))
            .reshape(size * PLACES, dim);
    x = drop(x);
    NDArray own = backward(PLACES, 1);
    NDArray seen = backward(batch.length(), PLACES);
    String side = GenerativeParameters.DECODER;
    for (int layer = 0; layer < shape.decoderLayers(); layer++) {
      x = x.add(self(x, side, layer, size, PLACES, own));
      x = x.add(cross(x, memory, layer, batch, seen));
      x = x.add(feed(x, side, layer));
    }
    return layers.norm(x, side + GenerativeParameters.NORM);
  }

  private NDArray self(NDArray x, String side, int layer, long size, long length, NDArray mask) {
    long heads = shape.heads();
    long width = shape.dim() / heads;
    NDArray normal =
        layers.norm(x, GenerativeParameters.block(side, layer, GenerativeParameters.SELF_NORM));
    NDArray projected =
        layers
            .linear(normal, GenerativeParameters.block(side, layer, GenerativeParameters.SELF_IN))
            .reshape(size, length, 3, heads, width)
            .transpose(2, 0, 3, 1, 4)
            .reshape(3, size * heads, length, width);
    NDArray joined =
        attend(projected.get(0), projected.get(1), projected.get(2), mask)
            .reshape(size, heads, length, width)
            .transpose(0, 2, 1, 3)
            .reshape(size * length, shape.dim());
    return drop(
        layers.linear(
            joined, GenerativeParameters.block(side, layer, GenerativeParameters.SELF_OUT)));
  }

  private NDArray cross(NDArray x, NDArray memory, int layer, SequenceBatch batch, NDArray mask) {
    long heads = shape.heads();
    long width = shape.dim() / heads;
    long length = batch.length();
    String side = GenerativeParameters.DECODER;
    NDArray normal =
        layers.norm(x, GenerativeParameters.block(side, layer, GenerativeParameters.CROSS_NORM));
    NDArray queries =
        layers
            .linear(
                normal, GenerativeParameters.block(side, layer, GenerativeParameters.CROSS_QUERY))
            .reshape(batch.size(), length * PLACES, heads, width)
            .transpose(0, 2, 1, 3)
            .reshape(batch.size() * heads, length * PLACES, width);
    NDArray looked =
        layers
            .linear(
                memory, GenerativeParameters.block(side, layer, GenerativeParameters.CROSS_MEMORY))
            .reshape(batch.size(), length, 2, heads, width)
            .transpose(2, 0, 3, 1, 4)
            .reshape(2, batch.size() * heads, length, width);
    NDArray joined =
        attend(queries, looked.get(0), looked.get(1), mask)
            .reshape(batch.size(), heads, length * PLACES, width)
            .transpose(0, 2, 1, 3)
            .reshape(batch.size() * length * PLACES, shape.dim());
    return drop(
        layers.linear(
            joined, GenerativeParameters.block(side, layer, GenerativeParameters.CROSS_OUT)));
  }

  private NDArray attend(NDArray queries, NDArray keys, NDArray values, NDArray mask) {
    double scale = 1 / Math.sqrt((double) shape.dim() / shape.heads());
    NDArray chances =
        session.scaled(queries, scale).batchMatMul(keys.transpose(0, 2, 1)).add(mask).softmax(-1);
    return drop(chances).batchMatMul(values);
  }

  private NDArray feed(NDArray x, String side, int layer) {
    NDArray fed =
        layers.norm(x, GenerativeParameters.block(side, layer, GenerativeParameters.FEED_NORM));
    fed =
        layers
            .linear(fed, GenerativeParameters.block(side, layer, GenerativeParameters.FEED_IN))
            .getNDArrayInternal()
            .gelu();
    String out = GenerativeParameters.block(side, layer, GenerativeParameters.FEED_OUT);
    return drop(layers.linear(drop(fed), out));
  }

  /**
   * The attention mask, which lets each position see itself and earlier ones, {@code [1, length *
   * each, length]}.
   *
   * @param each rows that ask for each position
   */
  private NDArray backward(int length, int each) {
    float[] mask =
        new float[ArraySize.product("numbers of the attention mask", length, each, length)];
    for (int row = 0; row < length * each; row++) {
      Arrays.fill(mask, row * length + row / each + 1, (row + 1) * length, FORBIDDEN);
    }
    return session.array(mask, 1, (long) length * each, length);
  }

  /**
   * The logits of each token at a place, before the restriction to allowed tokens.
   *
   * @param hidden {@code [questions, dim]}
   * @return {@code [questions, vocabulary]}
   */
  NDArray logits(NDArray hidden, int place) {
    int begin = place * shape.vocabulary();
    NDIndex own = new NDIndex(begin + ":" + (begin + shape.vocabulary()));
    String written = GenerativeParameters.WRITTEN;
    return hidden
        .matMul(weight(ParameterShapes.weight(written)).get(own).transpose())
        .add(weight(ParameterShapes.bias(written)).get(own));
  }

  private NDArray drop(NDArray x) {
    return TransformerLayers.drop(x, dropout);
  }
}
