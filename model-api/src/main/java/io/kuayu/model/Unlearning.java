package io.kuayu.model;

import java.util.Optional;

/** A family that can remove users from a model without a new training. */
public interface Unlearning {
  /**
   * The model that a training on what is left would make, to about 1e-6 in its scores; empty where
   * only a training can tell, as where the model was trained on other data.
   *
   * @param model of this family; stays owned by the caller
   * @param before what it was trained on
   * @param after the same without some people, the others in the same order
   */
  Optional<Model> without(Model model, TrainingData before, TrainingData after);
}
