package io.kuayu.training;

import io.kuayu.core.settings.Settings;

/**
 * The length and learning rate of a training.
 *
 * @param epochs maximum number of passes over the examples; 0, allowed where it is the default,
 *     lets the family choose
 * @param patience epochs without improvement after which training stops; 0 for never
 * @param validationTargets maximum number of validation events that are ranked after each epoch
 * @param learningRate highest learning rate
 * @param warmUp share of all steps over which the rate rises to its highest
 * @param floor share of the highest rate to which it falls in a half cosine until the last epoch; 1
 *     keeps it constant
 */
public record LoopSettings(
    int epochs,
    int patience,
    int validationTargets,
    double learningRate,
    double warmUp,
    double floor) {

  /** Reads the options; missing options are taken from {@code defaults}. */
  public static LoopSettings read(Settings options, LoopSettings defaults) {
    return new LoopSettings(
        options.whole("epochs", defaults.epochs, Math.min(1, defaults.epochs), 10_000),
        options.whole("patience", defaults.patience, 0, 10_000),
        options.whole("validation-targets", defaults.validationTargets, 0, Integer.MAX_VALUE),
        options.decimal("learning-rate", defaults.learningRate, 1e-9, 10),
        options.decimal("warm-up", defaults.warmUp, 0, 1),
        options.decimal("learning-rate-floor", defaults.floor, 0, 1));
  }

  /** The same with another number of epochs. */
  public LoopSettings withEpochs(int others) {
    return new LoopSettings(others, patience, validationTargets, learningRate, warmUp, floor);
  }

  /**
   * The learning rate of a step.
   *
   * @param total steps of all epochs together
   */
  double rate(long step, long total) {
    double done = (step + 1.0) / total;
    if (done < warmUp) {
      return learningRate * done / warmUp;
    }
    double rest = warmUp < 1 ? (done - warmUp) / (1 - warmUp) : 1;
    return learningRate * (floor + (1 - floor) * .5 * (1 + Math.cos(Math.PI * rest)));
  }
}
