package io.kuayu.training;

import io.kuayu.core.Seed;
import java.util.List;

/** The network, examples and training step of a family, for {@link TrainingLoop}. */
public interface Learner {
  /** All trained weights. The loop keeps a copy of the best and restores it at the end. */
  TrainableWeights weights();

  /** The optimiser, whose state a checkpoint saves. */
  Adam optimiser();

  /**
   * The batches of one epoch, in the order in which they are learnt from; the learner defines the
   * meaning of their numbers. {@link Batches} makes them.
   *
   * @param seed of this epoch
   */
  List<int[]> batches(Seed seed);

  /**
   * Learns from one batch: forward, backward, and a step of the optimiser. The loop then frees
   * every array created here.
   *
   * @return the loss, to be shown as progress
   */
  double learn(int[] batch, Step step);

  /**
   * Scores with the current weights, as the finished model will. Called once per epoch; the scorer
   * is not used after the next step.
   */
  BlockScorer scorer();

  /**
   * One step of the training.
   *
   * @param number from 0 on, over all epochs
   * @param rate the learning rate
   * @param seed of random draws in this step, such as negatives; the engine's own random numbers
   *     (dropout) are already seeded with it
   */
  record Step(long number, double rate, Seed seed) {}
}
