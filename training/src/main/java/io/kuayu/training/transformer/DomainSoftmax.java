package io.kuayu.training.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import io.kuayu.training.TorchSession;
import io.kuayu.training.TransformerLayers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cross-entropy of a softmax over the items of a domain, for one step, with explicitly computed
 * gradients: nothing of size {@code [questions, items]} is kept for autograd. The questions are
 * divided into {@link SoftmaxShard}s, each of which one thread accumulates.
 *
 * <p>The logit of a question and an item is {@code h · e + Σ α · prior(moment, item) + bias(item)}.
 */
final class DomainSoftmax {
  /** Items in a tile: their logits to a chunk of questions fit into a core's cache. */
  static final int TILE = 2_048;

  private final TorchSession session;
  private final NDArray items;
  private final float[] bias;
  private final int priors;
  private final List<Tile> tiles = new ArrayList<>();
  private final List<SoftmaxShard> shards = new ArrayList<>();

  /**
   * @param items vectors of the candidates, {@code [items, dim]}, without gradient
   * @param bias what is added to each item's logit, {@code [items]}
   * @param priors number of priors
   */
  DomainSoftmax(TorchSession session, NDArray items, float[] bias, int priors) {
    this.session = session;
    this.items = items;
    this.bias = bias;
    this.priors = priors;
    for (int begin = 0; begin < bias.length; begin += TILE) {
      int end = Math.min(bias.length, begin + TILE);
      float[] own = Arrays.copyOfRange(bias, begin, end);
      NDArray vectors = items.get(new NDIndex(begin + ":" + end));
      tiles.add(new Tile(begin, own.length, vectors, session.array(own, 1, own.length)));
    }
  }

  /**
   * Consecutive items.
   *
   * @param vectors {@code [size, dim]}
   * @param bias {@code [1, size]}
   */
  record Tile(int begin, int size, NDArray vectors, NDArray bias) {}

  List<Tile> tiles() {
    return tiles;
  }

  /** Vectors of all items, {@code [items, dim]}. */
  NDArray items() {
    return items;
  }

  float bias(int item) {
    return bias[item];
  }

  /** A shard for the next questions, made by the thread that owns the step. */
  SoftmaxShard shard(int questions) {
    SoftmaxShard shard = new SoftmaxShard(session, this, questions, priors);
    shards.add(shard);
    return shard;
  }

  /** The sum of all questions' cross-entropies. */
  double loss() {
    return shards.stream().mapToDouble(SoftmaxShard::loss).sum();
  }

  /** The gradient of each prior's weight. */
  double[] priorGradient() {
    double[] sum = new double[priors];
    for (SoftmaxShard shard : shards) {
      Arrays.setAll(sum, prior -> sum[prior] + shard.priorGradient()[prior]);
    }
    return sum;
  }

  /**
   * A value for autograd whose gradients towards hidden states and items are those of the loss.
   *
   * @param hidden of all questions, with gradient
   * @param items as given above, with gradient
   * @param targets of all questions
   */
  NDArray surrogate(NDArray hidden, NDArray items, NDArray targets) {
    NDArray towardsHidden = hidden.mul(hiddenGradient()).sum();
    NDArray towardsItems = items.mul(itemGradient()).sum();
    NDArray ofTargets = hidden.mul(TransformerLayers.rows(items, targets)).sum();
    return towardsHidden.add(towardsItems).sub(ofTargets);
  }

  private NDArray hiddenGradient() {
    NDList parts = new NDList();
    shards.forEach(shard -> parts.add(shard.hiddenGradient()));
    return NDArrays.concat(parts, 0);
  }

  private NDArray itemGradient() {
    NDList parts = new NDList();
    for (int tile = 0; tile < tiles.size(); tile++) {
      NDArray sum = shards.getFirst().itemGradient(tile);
      for (SoftmaxShard shard : shards.subList(1, shards.size())) {
        sum.addi(shard.itemGradient(tile));
      }
      parts.add(sum);
    }
    return NDArrays.concat(parts, 1).transpose();
  }
}
