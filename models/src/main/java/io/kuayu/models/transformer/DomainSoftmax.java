package io.kuayu.models.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.kuayu.models.training.Layers;
import io.kuayu.models.training.TorchSession;
import java.util.Optional;

/**
 * Cross-entropy of a softmax over many items, in chunks of questions, with gradients formed by
 * hand: {@code [questions, items]} never exists as a whole, and nothing of it is kept for autograd.
 *
 * <p>The logit of a question and an item is {@code h · e + Σ α · prior(moment, item) + bias(item)}.
 * The priors of a chunk are one array, so that one pass takes their logarithms, one weights them
 * and one finds the gradients of the weights: passes over memory, not products, are what a chunk
 * waits for.
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
   * @param odds what the logarithm of each prior is taken of, see {@link Prior.Sweep#odds}, {@code
   *     [priors, questions, items]}, or more behind it
   * @param alpha weight of each prior
   */
  @SuppressWarnings("ArrayRecordComponent") // Shared columns of the hot path.
  record Chunk(NDArray hidden, int[] targets, float[] odds, float[] alpha) {}

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
    int priors = chunk.alpha.length;
    NDArray logits = chunk.hidden.matMul(transposed).addi(bias);
    Optional<NDArray> prior =
        priors == 0
            ? Optional.empty()
            : Optional.of(session.firstOf(chunk.odds, priors, (long) questions * items).log());
    prior.ifPresent(
        logs ->
            logits.addi(
                session.array(chunk.alpha, 1, priors).matMul(logs).reshape(questions, items)));
    NDArray chances = logits.softmax(1);
    NDArray own = chances.gather(session.array(chunk.targets, questions, 1), 1);
    loss -= own.maximum(Float.MIN_NORMAL).log().sum().getFloat();
    hiddenGradient.set(
        new NDIndex(added + ":" + (added + questions)), chances.matMul(transposed.transpose()));
    added += questions;
    itemGradient.addi(chunk.hidden.transpose().matMul(chances));
    prior.ifPresent(logs -> addPriorGradient(chunk, logs, chances));
  }

  private void addPriorGradient(Chunk chunk, NDArray logs, NDArray chances) {
    float[] expected = TorchSession.values(logs.matMul(chances.reshape(chances.size(), 1)));
    int items = Math.toIntExact(transposed.getShape().get(1));
    for (int index = 0; index < expected.length; index++) {
      priorGradient[index] += expected[index] - ofTargets(chunk, index, items);
    }
  }

  private static double ofTargets(Chunk chunk, int prior, int items) {
    double sum = 0;
    int questions = chunk.targets.length;
    for (int question = 0; question < questions; question++) {
      sum += Math.log(chunk.odds[(prior * questions + question) * items + chunk.targets[question]]);
    }
    return sum;
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
    NDArray ofTargets = hidden.mul(Layers.rows(items, targets)).sum();
    return towardsHidden.add(towardsItems).sub(ofTargets);
  }
}
