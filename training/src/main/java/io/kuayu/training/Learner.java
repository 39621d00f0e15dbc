package io.kuayu.training;

import io.kuayu.core.Seed;
import java.util.List;

/** The network, examples and training step of a family, for {@link TrainingLoop}. */
public interface Learner {
  /** Everything that is learnt. The loop keeps the best of it and sets it at the end. */
  TrainableWeights weights();

  /** The optimiser, whose state a checkpoint keeps. */
  Adam optimiser();

  /**
   * The batches of one epoch, in the order in which they are learnt from; the numbers in them mean
   * what the learner wants. {@link Batches} makes them.
   *
   * @param seed of this epoch
   */
  List<int[]> batches(Seed seed);

  /**
   * Learns from one batch: forward, backward, and a step of the optimiser. Every array that is made
   * here is freed by the loop afterwards.
   *
   * @return the loss, to be shown as progress
   */
  double learn(int[] batch, Step step);

  /**
   * Scores with the present weights, as the finished model will; asked once an epoch and not used
   * after the next step.
   */
  BlockScorer scorer();

  /**
   * One step of the training.
   *
   * @param number from 0 on, over all epochs
   * @param rate the learning rate
   * @param seed of what is drawn in this step, such as negatives; the engine's own numbers
   *     (dropout) have been set by it
   */
  record Step(long number, double rate, Seed seed) {}
}
