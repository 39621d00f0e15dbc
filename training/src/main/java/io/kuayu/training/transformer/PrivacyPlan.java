package io.kuayu.training.transformer;

import io.kuayu.core.settings.Settings;
import io.kuayu.models.recency.NoisyWindowCounts;
import io.kuayu.privacy.dp.Guarantee;
import io.kuayu.privacy.dp.RenyiAccountant;
import io.kuayu.training.DpSgdSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a transformer spends its ε: first on noisy counts of items over time, then on steps.
 *
 * @param steps of DP-SGD, and what may be spent on all
 * @param recency the counts; empty without recency
 * @param scope which weights the steps train
 */
public record PrivacyPlan(
    DpSgdSettings steps,
    Optional<NoisyWindowCounts> recency,
    PrivateTransformerLearner.Scope scope) {
  private static final DpSgdSettings STEPS = new DpSgdSettings(0, 1e-6, 1, .02, 50, .02);

  /** Of ε, as the counts alone would spend it: steps add up to little where few weights learn. */
  private static final double RECENCY_SHARE = .97;

  /** Reads the block {@code privacy}; empty without an epsilon. */
  public static Optional<PrivacyPlan> read(Settings options) {
    Settings block = options.at("privacy");
    double share = block.decimal("recency-share", RECENCY_SHARE, 0, .99);
    PrivateTransformerLearner.Scope scope =
        block.choice(
            "weights",
            share > 0
                ? PrivateTransformerLearner.Scope.RECENCY
                : PrivateTransformerLearner.Scope.BIASES);
    if (share == 0 && scope == PrivateTransformerLearner.Scope.RECENCY) {
      block.problem(
          "weights",
          "is 'recency', and 'recency-share' is 0, so that nothing is recent",
          "choose 'biases' or 'all', or give recency a share");
    }
    int days = block.whole("window-days", NoisyWindowCounts.DAYS, 1, 3_650);
    int maxPerUser = block.whole("most-per-person", NoisyWindowCounts.MAX_PER_USER, 1, 100_000);
    return DpSgdSettings.read(options, STEPS)
        .map(steps -> new PrivacyPlan(steps, recency(steps, share, maxPerUser, days), scope));
  }

  private static Optional<NoisyWindowCounts> recency(
      DpSgdSettings steps, double share, int maxPerUser, int days) {
    if (share == 0) {
      return Optional.empty();
    }
    double noise = RenyiAccountant.EMPTY.noiseFor(steps.epsilon() * share, steps.delta(), 1, 1);
    return Optional.of(new NoisyWindowCounts(noise, maxPerUser, days));
  }

  /** Noise of the steps, relative to the clip. */
  double noise() {
    return steps.noise(
        recency
            .map(counts -> RenyiAccountant.EMPTY.with(counts.noise(), 1, 1))
            .orElse(RenyiAccountant.EMPTY));
  }

  public Guarantee guarantee() {
    List<Guarantee.Mechanism> mechanisms = new ArrayList<>();
    recency.map(NoisyWindowCounts::mechanism).ifPresent(mechanisms::add);
    mechanisms.add(steps.mechanism(noise()));
    return Guarantee.of(steps.delta(), mechanisms);
  }
}
