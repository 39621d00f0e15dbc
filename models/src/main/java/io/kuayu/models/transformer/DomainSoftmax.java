package io.kuayu.models.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import io.kuayu.models.training.TorchSession;

/**
 * Cross-entropy of a softmax over many items, in chunks of questions, with gradients formed by
 * hand: {@code [questions, items]} never exists as a whole, and nothing of it is kept for autograd.
 *
 * <p>The logit of a question and an item is {@code h · e + α · prior(moment, item) + bias(item)}.
 * The prior is the same for all questions of one moment, so each moment of a chunk is treated as
 * one more dimension: it is 1 in the questions of that moment, and the moment's priors in the
 * items. One matrix product gives the logits, one more all gradients on the items' side.
 */
final class DomainSoftmax {
  /** Questions in a chunk: enough for fast products, few enough for the cache. */
  static final int CHUNK = 512;

  private final TorchSession session;
  private final NDArray transposed;
  private final NDArray bias;
  private final int dim;
  private final NDArray itemGradient;
  private final NDList hiddenGradients = new NDList();
  private final double[] priorGradient;
  private double loss;

  /**
   * For the items of one domain and one step.
   *
   * @param items vectors of the candidates, {@code [items, dim]}, without gradient
   * @param bias what is added to each item's logit, {@code [items]}
   * @param priors number of priors
   */
  DomainSoftmax(TorchSession session, NDArray items, float[] bias, int priors) {
    this.session = session;
    dim = Math.toIntExact(items.getShape().get(1));
    transposed = items.transpose();
    this.bias = session.array(bias, 1, bias.length);
    itemGradient = session.manager().zeros(transposed.getShape());
    priorGradient = new double[priors];
  }

  /**
   * One chunk of questions.
   *
   * @param hidden {@code [questions, dim]}, without gradient
   * @param targets index of each question's item among the candidates, {@code [questions]}
   * @param moment index of each question's moment, {@code [questions]}
   * @param moments number of moments
   * @param counts decayed counts of each prior, {@code [priors][moments * items]}
   * @param alpha weight of each prior
   */
  @SuppressWarnings("ArrayRecordComponent") // Shared columns of the hot path.
  record Chunk(
      NDArray hidden, int[] targets, int[] moment, int moments, float[][] counts, float[] alpha) {}

  /** Adds a chunk to the loss and to the gradients; chunks come in the order of the questions. */
  void add(Chunk chunk) {
    int questions = chunk.targets.length;
    long items = transposed.getShape().get(1);
    NDArray[] priors = new NDArray[chunk.alpha.length];
    NDArray prior = bias.tile(new long[] {chunk.moments, 1});
    for (int index = 0; index < priors.length; index++) {
      priors[index] =
          session
              .array(chunk.counts[index], chunk.moments, items)
              .muli(Prior.scale())
              .addi(1)
              .log();
      prior = prior.addi(priors[index].mul(chunk.alpha[index]));
    }
    NDArray extended = transposed.concat(prior, 0);
    NDArray question = chunk.hidden.concat(oneHot(chunk.moment, chunk.moments), 1);
    NDArray chances = question.matMul(extended).softmax(1);
    NDArray own = chances.gather(session.array(chunk.targets, questions, 1), 1);
    loss -= own.maximum(Float.MIN_NORMAL).log().sum().getFloat();
    hiddenGradients.add(chances.matMul(transposed.transpose()));
    NDArray onItems = question.transpose().matMul(chances);
    itemGradient.addi(onItems.get(new NDIndex("0:" + dim)));
    if (priors.length > 0) {
      NDArray onPriors = onItems.get(new NDIndex(dim + ":"));
      for (int index = 0; index < priors.length; index++) {
        priorGradient[index] += onPriors.mul(priors[index]).sum().getFloat();
      }
      subtractTargets(chunk, Math.toIntExact(items));
    }
  }

  private void subtractTargets(Chunk chunk, int items) {
    for (int index = 0; index < priorGradient.length; index++) {
      float[] counts = chunk.counts[index];
      for (int question = 0; question < chunk.targets.length; question++) {
        priorGradient[index] -=
            Prior.value(counts[chunk.moment[question] * items + chunk.targets[question]]);
      }
    }
  }

  private NDArray oneHot(int[] hot, int width) {
    float[] values = new float[hot.length * width];
    for (int row = 0; row < hot.length; row++) {
      values[row * width + hot[row]] = 1;
    }
    return session.array(values, hot.length, width);
  }

  /** The sum of all questions' cross-entropies. */
  double loss() {
    return loss;
  }

  /** The gradient of each prior's weight. */
  double[] priorGradient() {
    return priorGradient;
  }

  /**
   * A value for autograd whose gradients towards hidden states and items are those of the loss.
   *
   * @param hidden of all questions, with gradient
   * @param items as given above, with gradient
   * @param targets of all questions
   */
  NDArray surrogate(NDArray hidden, NDArray items, NDArray targets) {
    NDArray towardsHidden = hidden.mul(NDArrays.concat(hiddenGradients, 0)).sum();
    NDArray towardsItems = items.mul(itemGradient.transpose()).sum();
    NDArray ofTargets = hidden.mul(Network.rows(items, targets)).sum();
    return towardsHidden.add(towardsItems).sub(ofTargets);
  }
}
