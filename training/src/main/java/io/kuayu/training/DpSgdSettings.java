package io.kuayu.training;

import io.kuayu.core.settings.Settings;
import io.kuayu.privacy.dp.Guarantee;
import io.kuayu.privacy.dp.RenyiAccountant;
import java.util.List;
import java.util.Optional;

/**
 * Settings of training under user-level differential privacy (DP-SGD; Abadi and others, CCS 2016).
 *
 * @param epsilon total privacy budget of all steps
 * @param delta probability with which the guarantee may fail
 * @param clip maximum norm of a user's gradient
 * @param rate sampling probability of a user in each step
 * @param steps number of steps
 * @param learningRate of Adam
 */
public record DpSgdSettings(
    double epsilon, double delta, double clip, double rate, int steps, double learningRate) {
  /** The defaults; without an ε the training is not private. */
  public static final DpSgdSettings DEFAULTS = new DpSgdSettings(0, 1e-6, 1, .01, 300, 3e-3);

  /** Reads the block {@code privacy} of a family; empty without an epsilon. */
  public static Optional<DpSgdSettings> read(Settings options) {
    return read(options, DEFAULTS);
  }

  /** As {@link #read(Settings)}; missing options are taken from {@code defaults}. */
  public static Optional<DpSgdSettings> read(Settings options, DpSgdSettings defaults) {
    Settings block = options.at("privacy");
    DpSgdSettings settings =
        new DpSgdSettings(
            block.decimal("epsilon", 0, 0, 1e6),
            block.decimal("delta", defaults.delta, 1e-15, .1),
            block.decimal("clip", defaults.clip, 1e-6, 1e6),
            block.decimal("rate", defaults.rate, 1e-6, 1),
            block.whole("steps", defaults.steps, 1, 1_000_000),
            block.decimal("learning-rate", defaults.learningRate, 1e-9, 10));
    return settings.epsilon > 0 ? Optional.of(settings) : Optional.empty();
  }

  /**
   * Standard deviation of the noise, relative to the clip, if the whole budget is spent on the
   * steps.
   */
  public double noise() {
    return noise(RenyiAccountant.EMPTY);
  }

  /** The noise of steps that get the remaining part of ε. */
  public double noise(RenyiAccountant spent) {
    return spent.noiseFor(epsilon, delta, rate, steps);
  }

  /** The steps with the given noise. */
  public Guarantee.Mechanism mechanism(double noise) {
    return new Guarantee.Mechanism("DP-SGD", clip, noise, rate, steps);
  }

  /** The privacy guarantee of such a training on its own. */
  public Guarantee guarantee() {
    return Guarantee.of(delta, List.of(mechanism(noise())));
  }
}
