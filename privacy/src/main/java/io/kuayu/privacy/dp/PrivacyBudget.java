package io.kuayu.privacy.dp;

import io.kuayu.core.settings.Settings;
import java.util.List;
import java.util.Optional;

/**
 * What one release of counts may cost: (ε, δ)-differential privacy of whole people. What a person
 * adds to all counts is kept to a length of 1, and noise is added that {@link RenyiAccountant}
 * finds to be enough. {@link GaussianNoise} comes from the system and not from the seed, which is
 * no secret: such a training cannot be repeated.
 *
 * @param epsilon above 0
 * @param delta the part of it that noise may fail with, above 0, below 1
 * @param maxEventsPerPerson events of a person that count, the last ones
 */
public record PrivacyBudget(double epsilon, double delta, int maxEventsPerPerson) {
  private static final double DELTA = 1e-6;
  private static final int EVENTS = 20;

  /** Reads {@code epsilon}, {@code delta} and {@code most-per-person}; empty without an epsilon. */
  public static Optional<PrivacyBudget> read(Settings options) {
    return read(options, EVENTS);
  }

  /** As {@link #read(Settings)}; where it is not set, so many events of a person count. */
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
   * @param share of δ that it may use
   */
  public double noise(double share) {
    return RenyiAccountant.EMPTY.noiseFor(epsilon, delta * share, 1, 1);
  }

  /**
   * What this promises.
   *
   * @param mechanism how the sums are told
   * @param length to which what a person adds is kept
   * @param share of δ that the noise may use; the rest belongs to what is told at all
   */
  public Guarantee guarantee(String mechanism, double length, double share) {
    double noise = noise(share);
    double spent = RenyiAccountant.EMPTY.with(noise, 1, 1).epsilon(delta * share);
    return new Guarantee(
        spent, delta, List.of(new Guarantee.Mechanism(mechanism, length, noise, 1, 1)));
  }

  /**
   * The least noisy sum that may be told where a sum is told only if somebody adds to it. A sum
   * that one person alone adds to stays below with all but a probability of δ's share, even with
   * those of all their sums together (Korolova and others, WWW 2009, with Gaussian noise and
   * Chernoff's bound on its tail).
   *
   * @param noise its standard deviation
   * @param sums that one person may add to, at most
   */
  public double threshold(double noise, double share, int sums) {
    return 1 + noise * Math.sqrt(2 * Math.log(sums / (2 * delta * share)));
  }
}
