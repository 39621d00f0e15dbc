package io.kuayu.model;

import io.kuayu.core.KuayuException;

/** Makes a model from data. Holds its options, checked; may be used for several trainings. */
public interface Trainer {
  /**
   * Learns from the training part, chooses by the validation part. The same data, options, seed and
   * number of threads give the same model.
   *
   * <p>Where the run has a model to start from, a family that can goes on from what it has learnt;
   * the others say that they cannot.
   *
   * @throws KuayuException where the data do not allow it, with the remedy
   */
  Model train(TrainingData data, TrainingRun run);

  /**
   * Trains anew on data that have no validation part, with what a training chose by one. A family
   * that chooses nothing but epochs needs no more than {@link #train}.
   *
   * @param chosen the model of that training; stays owned by the caller
   * @param everything see {@link TrainingData#everything}
   * @param run of the same seed; knows the epochs that were chosen ({@link TrainingRun#repeated})
   */
  default Model retrain(Model chosen, TrainingData everything, TrainingRun run) {
    return train(everything, run);
  }
}
