package io.kuayu.privacy.dp;

import io.kuayu.core.settings.Settings;
import java.util.List;
import java.util.Optional;

/**
 * The privacy budget of one release of counts: (ε, δ)-differential privacy at the level of people.
 * A person's contribution to all counts is clipped to a length of 1. {@link RenyiAccountant} finds
 * the noise that is enough. {@link GaussianNoise} comes from the system and not from the seed,
 * which is not secret, so such a training cannot be reproduced.
 *
 * @param epsilon above 0
 * @param delta the failure probability that is allowed, above 0, below 1
 * @param maxEventsPerPerson how many of a person's events count; the latest ones are taken
 */
public record PrivacyBudget(double epsilon, double delta, int maxEventsPerPerson) {
  private static final double DELTA = 1e-6;
  private static final int EVENTS = 20;

  /** Reads {@code epsilon}, {@code delta} and {@code most-per-person}; empty without an epsilon. */
  public static Optional<PrivacyBudget> read(Settings options) {
    return read(options, EVENTS);
  }

  /** As {@link #read(Settings)}, with a default for the number of events of a person that count. */
  public static Optional<PrivacyBudget> read(Settings options, int events) {
    double epsilon = options.decimal("epsilon", 0, 0, 1e6);
    double delta = options.decimal("delta", DELTA, 1e-15, .1);
    int maxEvents = options.whole("most-per-person", events, 1, 100_000);
    return epsilon > 0
        ? Optional.of(new PrivacyBudget(epsilon, delta, maxEvents))
        : Optional.empty();
  }

  /**
   * The standard deviation of noise for sums to which each person adds a vector of length 1 at
   * most.
   *
   * @param share the share of δ that it may use
   */
  public double noise(double share) {
    return RenyiAccountant.EMPTY.noiseFor(epsilon, delta * share, 1, 1);
  }

  /**
   * The guarantee that this gives.
   *
   * @param mechanism how the sums are released
   * @param length the length to which a person's contribution is clipped
   * @param share the share of δ that the noise may use; the rest covers which sums are released
   */
  public Guarantee guarantee(String mechanism, double length, double share) {
    double noise = noise(share);
    double spent = RenyiAccountant.EMPTY.with(noise, 1, 1).epsilon(delta * share);
    return new Guarantee(
        spent, delta, List.of(new Guarantee.Mechanism(mechanism, length, noise, 1, 1)));
  }

  /**
   * The release threshold for noisy sums, where a sum is released only if somebody contributes to
   * it. A sum with a single contributor stays below the threshold except with a probability of δ's
   * share, taken over all sums of that person together (Korolova and others, WWW 2009, with
   * Gaussian noise and Chernoff's bound on its tail).
   *
   * @param noise its standard deviation
   * @param sums the largest number of sums that one person may contribute to
   */
  public double threshold(double noise, double share, int sums) {
    return 1 + noise * Math.sqrt(2 * Math.log(sums / (2 * delta * share)));
  }
}
