package io.kuayu.training;

import io.kuayu.core.Seed;

/** A network that can compute the gradient of a single user, as DP-SGD needs. */
public interface UserGradientLearner {
  /** All weights. */
  TrainableWeights weights();

  /** Whether a weight is trained; the others stay as they are, and get no noise. */
  boolean isTrained(String weight);

  /** Number of users to learn from. */
  int people();

  /**
   * The gradient of one user's loss at the current weights, inside the scope of a step.
   *
   * @param seed of what is drawn
   */
  UserGradient gradient(int person, Seed seed);
}
