package io.kuayu.model;

import io.kuayu.core.Seed;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long the trainings of a run took that stop by a validation part, so that they can be repeated
 * without one. A training is known by its seed: those of a blend have one each. Thread-safe.
 */
public final class ChosenEpochs {
  private final Map<Seed, Choice> bySeed;
  private final boolean isRepeating;

  /**
   * The length of one training.
   *
   * @param planned passes over the examples that the learning rate was planned for
   * @param kept passes after which the weights were kept
   */
  public record Choice(int planned, int kept) {}

  private ChosenEpochs(Map<Seed, Choice> bySeed, boolean isRepeating) {
    this.bySeed = bySeed;
    this.isRepeating = isRepeating;
  }

  /** Of trainings that are still to choose. */
  static ChosenEpochs open() {
    return new ChosenEpochs(new ConcurrentHashMap<>(), false);
  }

  /** The same choices, for trainings that repeat them. */
  ChosenEpochs repeated() {
    return new ChosenEpochs(bySeed, true);
  }

  /** Notes what a training chose; a training that repeats changes nothing. */
  public void note(Seed training, Choice choice) {
    if (!isRepeating) {
      bySeed.put(training, choice);
    }
  }

  /** What a training has to repeat; empty where it chooses itself. */
  public Optional<Choice> toRepeat(Seed training) {
    return isRepeating ? Optional.ofNullable(bySeed.get(training)) : Optional.empty();
  }
}
