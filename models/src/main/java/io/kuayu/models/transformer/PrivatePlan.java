package io.kuayu.models.transformer;

import io.kuayu.core.settings.Settings;
import io.kuayu.models.popularity.NoisyWindows;
import io.kuayu.models.training.PrivateSettings;
import io.kuayu.privacy.dp.Guarantee;
import io.kuayu.privacy.dp.RenyiAccountant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a transformer spends its ε: first on noisy counts of what was taken when, then on steps.
 *
 * @param steps of DP-SGD, and what may be spent on all
 * @param recency the counts; none where nothing is to be told of what is recent
 * @param scope which weights the steps train
 */
record PrivatePlan(
    PrivateSettings steps, Optional<NoisyWindows> recency, PrivateLearner.Scope scope) {
  private static final PrivateSettings STEPS = new PrivateSettings(0, 1e-6, 1, .02, 50, .02);

  /** Of ε, as the counts alone would spend it: steps add up to little where few weights learn. */
  private static final double RECENCY_SHARE = .97;

  /** Reads the block {@code privacy}; empty without an epsilon. */
  static Optional<PrivatePlan> read(Settings options) {
    Settings block = options.at("privacy");
    double share = block.decimal("recency-share", RECENCY_SHARE, 0, .99);
    PrivateLearner.Scope scope =
        block.choice(
            "weights", share > 0 ? PrivateLearner.Scope.RECENCY : PrivateLearner.Scope.BIASES);
    if (share == 0 && scope == PrivateLearner.Scope.RECENCY) {
      block.problem(
          "weights",
          "is 'recency', and 'recency-share' is 0, so that nothing is recent",
          "choose 'biases' or 'all', or give recency a share");
    }
    int days = block.whole("window-days", NoisyWindows.DAYS, 1, 3_650);
    int most = block.whole("most-per-person", NoisyWindows.MOST_OF_PERSON, 1, 100_000);
    return PrivateSettings.read(options, STEPS)
        .map(steps -> new PrivatePlan(steps, recency(steps, share, most, days), scope));
  }

  private static Optional<NoisyWindows> recency(
      PrivateSettings steps, double share, int most, int days) {
    if (share == 0) {
      return Optional.empty();
    }
    double noise = RenyiAccountant.EMPTY.noiseFor(steps.epsilon() * share, steps.delta(), 1, 1);
    return Optional.of(new NoisyWindows(noise, most, days));
  }

  /** Noise of the steps, relative to the clip. */
  double noise() {
    return steps.noise(
        recency
            .map(counts -> RenyiAccountant.EMPTY.with(counts.noise(), 1, 1))
            .orElse(RenyiAccountant.EMPTY));
  }

  Guarantee guarantee() {
    List<Guarantee.Mechanism> mechanisms = new ArrayList<>();
    recency.map(NoisyWindows::mechanism).ifPresent(mechanisms::add);
    mechanisms.add(steps.mechanism(noise()));
    return Guarantee.of(steps.delta(), mechanisms);
  }
}
