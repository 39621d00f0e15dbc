package io.kuayu.core;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * The circumstances of one training.
 *
 * @param seed where all randomness comes from
 * @param threads how many threads may be used, at least 1
 * @param cache a folder for what may be computed again, such as text vectors and checkpoints
 * @param progress where to tell how far it is
 * @param stopped asked between steps; true means: end now with the best model so far
 */
public record TrainingRun(
    Seed seed, int threads, Path cache, Progress progress, BooleanSupplier stopped) {
  /** A training on one thread that tells nobody and is never stopped. */
  public static TrainingRun quiet(long seed, Path cache) {
    return new TrainingRun(new Seed(seed), 1, cache, Progress.NONE, () -> false);
  }
}
