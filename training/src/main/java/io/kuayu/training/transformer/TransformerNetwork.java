package io.kuayu.training.transformer;

import ai.djl.ndarray.NDArray;
import io.kuayu.core.ArraySize;
import io.kuayu.models.transformer.TransformerParameters;
import io.kuayu.training.TorchSession;
import io.kuayu.training.TrainableWeights;
import io.kuayu.training.TransformerLayers;
import io.kuayu.training.sequence.SequenceBatch;
import java.util.Arrays;
import java.util.Set;

/**
 * The network on the engine: pre-norm Transformer blocks (Vaswani et al., NeurIPS 2017; Xiong et
 * al., ICML 2020) with a mask that lets each position see itself and earlier positions, or all
 * positions.
 */
final class TransformerNetwork {
  private static final float FORBIDDEN = -1e9f;

  private final TorchSession session;
  private final TransformerLayers layers;
  private final TransformerParameters.Shape shape;
  private final boolean causal;

  /**
   * Puts parameters onto the engine.
   *
   * @param weights filled with them
   * @param causal whether a position may not see later ones
   */
  TransformerNetwork(
      TorchSession session,
      TrainableWeights weights,
      TransformerParameters parameters,
      boolean causal) {
    this(session, weights, parameters, causal, Set.of());
  }

  /**
   * Puts parameters onto the engine, except some that steps read row by row.
   *
   * @param tables their names
   */
  TransformerNetwork(
      TorchSession session,
      TrainableWeights weights,
      TransformerParameters parameters,
      boolean causal,
      Set<String> tables) {
    this.session = session;
    this.causal = causal;
    shape = parameters.shape();
    layers =
        new TransformerLayers(
            weights, TransformerParameters.sizes(shape), parameters.values(), tables);
  }

  NDArray weight(String name) {
    return layers.weight(name);
  }

  /**
   * The prediction of each position.
   *
   * @param items vectors of the trained items, {@code [items, dim]}
   * @param dropout share of values to drop; 0 outside training
   * @return {@code [batch * length, dim]}, padding included
   */
  NDArray forward(SequenceBatch batch, NDArray items, float dropout) {
    long size = (long) batch.size() * batch.length();
    NDArray x =
        TransformerLayers.rows(items, session.array(batch.items(), size))
            .mul(session.array(batch.hasItem(), size, 1))
            .add(
                TransformerLayers.rows(
                    weight(TransformerParameters.KIND), session.array(batch.kinds(), size)))
            .add(
                TransformerLayers.rows(
                    weight(TransformerParameters.POSITION), session.array(batch.distances(), size)))
            .add(
                TransformerLayers.rows(
                    weight(TransformerParameters.GAP), session.array(batch.gaps(), size)))
            .add(
                TransformerLayers.rows(
                    weight(TransformerParameters.TARGET), session.array(batch.targets(), size)))
            .add(
                TransformerLayers.rows(
                    weight(TransformerParameters.WAIT), session.array(batch.waits(), size)));
    x = TransformerLayers.drop(x, dropout);
    NDArray mask = mask(batch);
    for (int layer = 0; layer < shape.layers(); layer++) {
      NDArray attended =
          attention(
              layers.norm(
                  x, TransformerParameters.block(layer, TransformerParameters.ATTENTION_NORM)),
              layer,
              batch,
              mask,
              dropout);
      x = x.add(TransformerLayers.drop(attended, dropout));
      NDArray fed =
          layers.norm(x, TransformerParameters.block(layer, TransformerParameters.FEED_NORM));
      fed =
          layers
              .linear(fed, TransformerParameters.block(layer, TransformerParameters.FEED_IN))
              .getNDArrayInternal()
              .gelu();
      fed =
          layers.linear(
              TransformerLayers.drop(fed, dropout),
              TransformerParameters.block(layer, TransformerParameters.FEED_OUT));
      x = x.add(TransformerLayers.drop(fed, dropout));
    }
    return layers.norm(x, TransformerParameters.OUT);
  }

  private NDArray attention(
      NDArray x, int layer, SequenceBatch batch, NDArray mask, float dropout) {
    long dim = shape.dim();
    long width = dim / shape.heads();
    long heads = shape.heads();
    NDArray projected =
        layers
            .linear(x, TransformerParameters.block(layer, TransformerParameters.ATTENTION_IN))
            .reshape(batch.size(), batch.length(), 3, heads, width)
            .transpose(2, 0, 3, 1, 4)
            .reshape(3, batch.size() * heads, batch.length(), width);
    NDArray queries = session.scaled(projected.get(0), 1 / Math.sqrt((double) width));
    NDArray keys = projected.get(1);
    NDArray values = projected.get(2);
    NDArray chances = queries.batchMatMul(keys.transpose(0, 2, 1)).add(mask).softmax(-1);
    NDArray joined =
        TransformerLayers.drop(chances, dropout)
            .batchMatMul(values)
            .reshape(batch.size(), heads, batch.length(), width)
            .transpose(0, 2, 1, 3)
            .reshape((long) batch.size() * batch.length(), dim);
    return layers.linear(
        joined, TransformerParameters.block(layer, TransformerParameters.ATTENTION_OUT));
  }

  /**
   * The attention mask: {@code [1, length, length]} if attention is causal and padding comes last,
   * otherwise {@code [batch * heads, 1, length]}.
   */
  private NDArray mask(SequenceBatch batch) {
    int length = batch.length();
    if (causal) {
      float[] mask = new float[length * length];
      for (int from = 0; from < length; from++) {
        Arrays.fill(mask, from * length + from + 1, (from + 1) * length, FORBIDDEN);
      }
      return session.array(mask, 1, length, length);
    }
    float[] mask =
        new float
            [ArraySize.product(
                "numbers of the attention mask", batch.size(), shape.heads(), length)];
    for (int row = 0; row < batch.size() * shape.heads(); row++) {
      int read = batch.lengths()[row / shape.heads()];
      Arrays.fill(mask, row * length + read, (row + 1) * length, FORBIDDEN);
    }
    return session.array(mask, (long) batch.size() * shape.heads(), 1, length);
  }
}
