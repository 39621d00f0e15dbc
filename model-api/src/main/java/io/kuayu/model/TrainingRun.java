package io.kuayu.model;

import io.kuayu.core.Progress;
import io.kuayu.core.Seed;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The circumstances of one training.
 *
 * @param seed where all randomness comes from
 * @param threads how many threads may be used, at least 1
 * @param cache a folder for what can be recomputed, such as content vectors and checkpoints
 * @param progress receives the progress
 * @param stopped asked between steps; true means: end now with the best model so far
 * @param start a model of these or other domains to start from; whoever made the run closes it
 * @param epochs receives how many epochs were chosen, or tells them
 */
public record TrainingRun(
    Seed seed,
    int threads,
    Path cache,
    Progress progress,
    BooleanSupplier stopped,
    Optional<Model> start,
    ChosenEpochs epochs) {
  /** A training that starts from nothing. */
  public TrainingRun(
      Seed seed, int threads, Path cache, Progress progress, BooleanSupplier stopped) {
    this(seed, threads, cache, progress, stopped, Optional.empty(), ChosenEpochs.open());
  }

  /** The same training from a model that was trained before. */
  public TrainingRun from(Model model) {
    return new TrainingRun(seed, threads, cache, progress, stopped, Optional.of(model), epochs);
  }

  /** The same training with randomness of its own. */
  public TrainingRun seeded(Seed own) {
    return new TrainingRun(own, threads, cache, progress, stopped, start, epochs);
  }

  /** The same training from nothing. */
  public TrainingRun fromNothing() {
    return new TrainingRun(seed, threads, cache, progress, stopped, Optional.empty(), epochs);
  }

  /** The same training with as many epochs as it chose, see {@link Trainer#retrain}. */
  public TrainingRun repeated() {
    return new TrainingRun(seed, threads, cache, progress, stopped, start, epochs.repeated());
  }

  /** A training on one thread, without progress, that is never stopped. */
  public static TrainingRun quiet(long seed, Path cache) {
    return new TrainingRun(new Seed(seed), 1, cache, Progress.NONE, () -> false);
  }
}
