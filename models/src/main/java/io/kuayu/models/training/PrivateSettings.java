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
  /** Reads the block {@code privacy} of a family; empty without an epsilon. */
  public static Optional<PrivateSettings> read(Settings options) {
    Settings block = options.at("privacy");
    double epsilon = block.decimal("epsilon", 0, 0, 1e6);
    PrivateSettings settings =
        new PrivateSettings(
            epsilon,
            block.decimal("delta", 1e-6, 1e-15, .1),
            block.decimal("clip", 1, 1e-6, 1e6),
            block.decimal("rate", .01, 1e-6, 1),
            block.whole("steps", 300, 1, 1_000_000),
            block.decimal("learning-rate", 3e-3, 1e-9, 10));
    return epsilon > 0 ? Optional.of(settings) : Optional.empty();
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
