package io.kuayu.training.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.kuayu.models.recency.RecencyPrior;
import io.kuayu.training.TorchSession;
import io.kuayu.training.TransformerLayers;
import io.kuayu.training.transformer.DomainSoftmax.Tile;
import java.util.ArrayList;
import java.util.List;

/**
 * The contribution of consecutive questions to the loss of a {@link DomainSoftmax} and its
 * gradients. It is computed in chunks of questions and tiles of items, because a softmax is bound
 * by memory passes and not by products. Each tile first has a softmax of its own. When all tiles of
 * a chunk are done, one factor per question and tile turns them into probabilities over all items
 * (the online softmax of Milakov and Gimelshein, 2018). Not thread-safe.
 */
final class SoftmaxShard {
  /** Questions in a chunk. */
  static final int CHUNK = 128;

  private final TorchSession session;
  private final DomainSoftmax whole;
  private final NDArray hiddenGradient;
  private final List<NDArray> itemGradients = new ArrayList<>();
  private final double[] priorGradient;
  private int added;
  private double loss;

  SoftmaxShard(TorchSession session, DomainSoftmax whole, int questions, int priors) {
    this.session = session;
    this.whole = whole;
    long dim = whole.items().getShape().get(1);
    hiddenGradient = session.manager().zeros(new Shape(questions, dim));
    for (Tile tile : whole.tiles()) {
      itemGradients.add(session.manager().zeros(new Shape(dim, tile.size())));
    }
    priorGradient = new double[priors];
  }

  /**
   * One chunk of questions.
   *
   * @param hidden {@code [questions, dim]}, without gradient
   * @param targets index of each question's item among the candidates, {@code [questions]}
   * @param odds of each tile, what the logarithm of each prior is taken of, see {@link
   *     RecencyPrior.Sweep#odds}, {@code [priors, questions, items of the tile]}, or more behind it
   * @param alpha weight of each prior
   */
  @SuppressWarnings("ArrayRecordComponent") // Shared columns of the hot path.
  record Chunk(NDArray hidden, int[] targets, float[][] odds, float[] alpha) {}

  /**
   * A tile's own softmax.
   *
   * @param chances probabilities among the tile's items, {@code [questions, items]}
   * @param logSum logarithm of the sum of the tile's exponentials, {@code [questions, 1]}
   * @param priors logarithms, {@code [priors, questions * items]}, where there are priors
   */
  private record Part(NDArray chances, NDArray logSum, NDList priors) {}

  /**
   * Adds a chunk; chunks must come in the order of the questions. Temporary arrays are freed at
   * once, since they are many times larger than the result.
   */
  @SuppressWarnings("try") // The scope is there for what its closing does.
  void add(Chunk chunk) {
    try (NDScope scope = new NDScope()) {
      addInScope(chunk);
    }
  }

  private void addInScope(Chunk chunk) {
    List<Part> parts = new ArrayList<>();
    NDList logSums = new NDList();
    for (int tile = 0; tile < whole.tiles().size(); tile++) {
      Part part = part(chunk, tile);
      parts.add(part);
      logSums.add(part.logSum);
    }
    NDArray each = NDArrays.concat(logSums, 1);
    NDArray top = each.max(new int[] {1}, true);
    NDArray all = each.sub(top).exp().sum(new int[] {1}, true).log().add(top);
    NDArray factors = each.sub(all).exp();
    NDArray towardsHidden = session.manager().zeros(chunk.hidden.getShape());
    for (int tile = 0; tile < parts.size(); tile++) {
      Part part = parts.get(tile);
      NDArray chances = part.chances.muli(factors.get(":," + tile + ":" + (tile + 1)));
      towardsHidden.addi(chances.matMul(whole.tiles().get(tile).vectors()));
      itemGradients.get(tile).addi(chunk.hidden.transpose().matMul(chances));
      if (!part.priors.isEmpty()) {
        addPriorGradient(part.priors.singletonOrThrow(), chances);
      }
    }
    int end = added + chunk.targets.length;
    hiddenGradient.set(new NDIndex(added + ":" + end), towardsHidden);
    added = end;
    addLoss(chunk, all.sum().getFloat());
  }

  private Part part(Chunk chunk, int index) {
    Tile tile = whole.tiles().get(index);
    int questions = chunk.targets.length;
    int priors = chunk.alpha.length;
    NDArray logits = chunk.hidden.matMul(tile.vectors().transpose()).addi(tile.bias());
    NDList logs = new NDList();
    if (priors > 0) {
      long size = (long) questions * tile.size();
      NDArray prior = session.firstOf(chunk.odds[index], priors, size).log();
      NDArray sum = session.array(chunk.alpha, 1, priors).matMul(prior);
      logits.addi(sum.reshape(questions, tile.size()));
      logs.add(prior);
    }
    NDArray chances = logits.softmax(1);
    // Any probability reveals the sum it was divided by, which saves two passes over the logits.
    NDArray first = chances.get(":,0:1").maximum(Float.MIN_NORMAL).log();
    return new Part(chances, logits.get(":,0:1").sub(first), logs);
  }

  /**
   * The cross-entropy of a chunk.
   *
   * @param logSums logarithm of each question's sum of exponentials, summed
   */
  private void addLoss(Chunk chunk, double logSums) {
    int questions = chunk.targets.length;
    NDArray own = TransformerLayers.rows(whole.items(), session.array(chunk.targets, questions));
    loss += logSums - own.mul(chunk.hidden).sum().getFloat();
    for (int question = 0; question < questions; question++) {
      loss -= whole.bias(chunk.targets[question]);
      for (int prior = 0; prior < chunk.alpha.length; prior++) {
        double log = Math.log(oddsOfTarget(chunk, prior, question));
        loss -= chunk.alpha[prior] * log;
        priorGradient[prior] -= log;
      }
    }
  }

  private float oddsOfTarget(Chunk chunk, int prior, int question) {
    int target = chunk.targets[question];
    int index = target / DomainSoftmax.TILE;
    Tile tile = whole.tiles().get(index);
    int row = prior * chunk.targets.length + question;
    return chunk.odds[index][row * tile.size() + target - tile.begin()];
  }

  private void addPriorGradient(NDArray priors, NDArray chances) {
    float[] expected = TorchSession.values(priors.matMul(chances.reshape(chances.size(), 1)));
    for (int prior = 0; prior < expected.length; prior++) {
      priorGradient[prior] += expected[prior];
    }
  }

  /** The sum of the questions' cross-entropies so far. */
  double loss() {
    return loss;
  }

  double[] priorGradient() {
    return priorGradient;
  }

  /** Gradient without the targets' own part, {@code [questions, dim]}. */
  NDArray hiddenGradient() {
    return hiddenGradient;
  }

  /** Gradient without the targets' own part, {@code [dim, items of the tile]}. */
  NDArray itemGradient(int tile) {
    return itemGradients.get(tile);
  }
}
