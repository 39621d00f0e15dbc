package io.kuayu.training;

import io.kuayu.core.Seed;

/** A net of which it can be told what a single person would change. */
public interface UserGradientLearner {
  /** All weights. */
  TrainableWeights weights();

  /** Whether a weight is trained; the others stay as they are, and get no noise. */
  boolean isTrained(String weight);

  /** Number of people to learn from. */
  int people();

  /**
   * The gradient of one person's loss at the present weights, inside the scope of a step.
   *
   * @param seed of what is drawn
   */
  UserGradient gradient(int person, Seed seed);
}
