package io.kuayu.models.training;

import io.kuayu.core.settings.Settings;
import io.kuayu.privacy.dp.Guarantee;
import io.kuayu.privacy.dp.RenyiAccountant;
import java.util.Optional;

/**
 * How to learn under differential privacy of whole people (DP-SGD; Abadi and others, CCS 2016).
 *
 * @param epsilon what all steps together may cost
 * @param delta the part of it that may fail
 * @param clip to which length a person's gradient is shortened
 * @param rate the probability with which a person takes part in a step
 * @param steps how many
 * @param learningRate of Adam
 */
public record PrivateSettings(
    double epsilon, double delta, double clip, double rate, int steps, double learningRate) {
  /** What is not set otherwise; without an ε nothing is private. */
  public static final PrivateSettings DEFAULTS = new PrivateSettings(0, 1e-6, 1, .01, 300, 3e-3);

  /** Reads the block {@code privacy} of a family; empty without an epsilon. */
  public static Optional<PrivateSettings> read(Settings options) {
    return read(options, DEFAULTS);
  }

  /** As {@link #read(Settings)}; what is not set is as in {@code defaults}. */
  public static Optional<PrivateSettings> read(Settings options, PrivateSettings defaults) {
    Settings block = options.at("privacy");
    PrivateSettings settings =
        new PrivateSettings(
            block.decimal("epsilon", 0, 0, 1e6),
            block.decimal("delta", defaults.delta, 1e-15, .1),
            block.decimal("clip", defaults.clip, 1e-6, 1e6),
            block.decimal("rate", defaults.rate, 1e-6, 1),
            block.whole("steps", defaults.steps, 1, 1_000_000),
            block.decimal("learning-rate", defaults.learningRate, 1e-9, 10));
    return settings.epsilon > 0 ? Optional.of(settings) : Optional.empty();
  }

  /** Standard deviation of the noise, relative to the clip. */
  double noise() {
    return RenyiAccountant.noiseFor(epsilon, delta, rate, steps);
  }

  /** What such a training promises. */
  public Guarantee guarantee() {
    double noise = noise();
    double spent = RenyiAccountant.EMPTY.with(noise, rate, steps).epsilon(delta);
    return new Guarantee("DP-SGD", spent, delta, clip, noise, rate, steps);
  }
}
