package io.kuayu.models.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.kuayu.models.training.TorchSession;

/**
 * Cross-entropy of a softmax over many items, in chunks of questions, with gradients formed by
 * hand: {@code [questions, items]} never exists as a whole, and nothing of it is kept for autograd.
 *
 * <p>The logit of a question and an item is {@code h · e + Σ α · prior(moment, item) + bias(item)}.
 * Questions come in the order of their moments, so a chunk has few of them, and the priors are
 * worked out once a moment and not once a question.
 */
final class DomainSoftmax {
  /** Questions in a chunk: enough for fast products, few enough for the cache. */
  static final int CHUNK = 128;

  private final TorchSession session;
  private final NDArray transposed;
  private final NDArray bias;
  private final int dim;
  private final NDArray itemGradient;
  private final NDArray hiddenGradient;
  private final double[] priorGradient;
  private int added;
  private double loss;

  /**
   * For the items of one domain and one step.
   *
   * @param items vectors of the candidates, {@code [items, dim]}, without gradient
   * @param bias what is added to each item's logit, {@code [items]}
   * @param priors number of priors
   * @param questions number of questions that will be added
   */
  DomainSoftmax(TorchSession session, NDArray items, float[] bias, int priors, int questions) {
    this.session = session;
    dim = Math.toIntExact(items.getShape().get(1));
    transposed = items.transpose();
    this.bias = session.array(bias, 1, bias.length);
    itemGradient = session.manager().zeros(transposed.getShape());
    hiddenGradient = session.manager().zeros(new Shape(questions, dim));
    priorGradient = new double[priors];
  }

  /**
   * One chunk of questions.
   *
   * @param hidden {@code [questions, dim]}, without gradient
   * @param targets index of each question's item among the candidates, {@code [questions]}
   * @param moment index of each question's moment, {@code [questions]}
   * @param moments number of moments
   * @param counts decayed counts of each prior, {@code [priors][moments * items]} or longer
   * @param alpha weight of each prior
   */
  @SuppressWarnings("ArrayRecordComponent") // Shared columns of the hot path.
  record Chunk(
      NDArray hidden, int[] targets, int[] moment, int moments, float[][] counts, float[] alpha) {}

  /**
   * Adds a chunk to the loss and to the gradients; chunks come in the order of the questions. What
   * it needs on the way is freed at once: that is many times what stays.
   */
  @SuppressWarnings("try") // The scope is there for what its closing does.
  void add(Chunk chunk) {
    try (NDScope scope = new NDScope()) {
      addInScope(chunk);
    }
  }

  private void addInScope(Chunk chunk) {
    int questions = chunk.targets.length;
    int items = Math.toIntExact(transposed.getShape().get(1));
    NDArray moment = session.array(chunk.moment, questions);
    NDArray[] priors = new NDArray[chunk.alpha.length];
    NDArray prior = bias;
    for (int index = 0; index < priors.length; index++) {
      priors[index] =
          session
              .firstOf(chunk.counts[index], chunk.moments, items)
              .muli(Prior.scale())
              .addi(1)
              .log();
      prior = priors[index].mul(chunk.alpha[index]).addi(prior);
    }
    NDArray logits = chunk.hidden.matMul(transposed);
    NDArray chances =
        logits.addi(priors.length == 0 ? bias : Network.rows(prior, moment)).softmax(1);
    NDArray own = chances.gather(session.array(chunk.targets, questions, 1), 1);
    loss -= own.maximum(Float.MIN_NORMAL).log().sum().getFloat();
    hiddenGradient.set(
        new NDIndex(added + ":" + (added + questions)), chances.matMul(transposed.transpose()));
    added += questions;
    itemGradient.addi(chunk.hidden.transpose().matMul(chances));
    for (int index = 0; index < priors.length; index++) {
      NDArray asked = Network.rows(priors[index], moment);
      priorGradient[index] += asked.mul(chances).sum().getFloat();
    }
    subtractTargets(chunk, items);
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
    NDArray towardsHidden = hidden.mul(hiddenGradient).sum();
    NDArray towardsItems = items.mul(itemGradient.transpose()).sum();
    NDArray ofTargets = hidden.mul(Network.rows(items, targets)).sum();
    return towardsHidden.add(towardsItems).sub(ofTargets);
  }
}
