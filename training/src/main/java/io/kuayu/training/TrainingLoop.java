package io.kuayu.training;

import ai.djl.ndarray.NDScope;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Progress;
import io.kuayu.core.Seed;
import io.kuayu.model.ChosenEpochs;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Trains a {@link Learner} epoch by epoch, ranks the validation part after each (ndcg@10 over all
 * items of the target's domain), stops early without improvement (patience), and leaves the learner
 * with its best weights. A warm start is validated before the first epoch as well, so that the
 * result is never worse than its start.
 *
 * <p>A run that repeats a training without its validation part stops after the epochs whose weights
 * were kept then.
 *
 * <p>Everything drawn comes from the run's seed by epoch and step, so a training that was killed
 * and taken up again from its checkpoint ends with the same bits. A checkpoint is written between
 * epochs when more than half a minute of work would be lost otherwise, and deleted at the end.
 */
public final class TrainingLoop {
  private static final Duration CHECKPOINT_AFTER = Duration.ofSeconds(30);

  private final String name;
  private final LoopSettings settings;
  private final TrainingData data;
  private final TrainingRun run;
  private final Path checkpoint;
  private final Duration checkpointAfter;

  /** How many epochs there are at most. */
  private final int last;

  private int epoch;
  private int bestEpoch = -1;
  private double bestValue = -1;
  private Map<String, float[]> best = Map.of();

  /**
   * @param name of the family, for messages and files
   * @param options all options of the family, written out: with the data, seed and threads they
   *     decide whether a checkpoint belongs to this training
   */
  public TrainingLoop(
      String name, String options, LoopSettings settings, TrainingData data, TrainingRun run) {
    this(name, options, settings, data, run, CHECKPOINT_AFTER);
  }

  TrainingLoop(
      String name,
      String options,
      LoopSettings settings,
      TrainingData data,
      TrainingRun run,
      Duration checkpointAfter) {
    this.name = name;
    Optional<ChosenEpochs.Choice> repeated = run.epochs().toRepeat(run.seed());
    this.settings = repeated.map(chosen -> settings.withEpochs(chosen.planned())).orElse(settings);
    last = repeated.map(ChosenEpochs.Choice::kept).orElse(settings.epochs());
    this.data = data;
    this.run = run;
    this.checkpointAfter = checkpointAfter;
    String end = repeated.map(chosen -> " until " + chosen.kept()).orElse("");
    String fingerprint = TrainingFingerprint.of(options + this.settings + end, data, run);
    checkpoint = run.cache().resolve("training").resolve(name + "-" + fingerprint + ".checkpoint");
  }

  /**
   * The outcome of a training.
   *
   * @param epochs number of completed passes
   * @param bestEpoch the one whose weights were kept, from 1; 0 if nothing was validated, or none
   *     was better than the model that the training started from
   * @param ndcg its ndcg@10 on the validation part; 0 if nothing was validated
   * @param stopped whether it was stopped early
   */
  public record Outcome(int epochs, int bestEpoch, double ndcg, boolean stopped) {}

  /**
   * Trains in a session of its own.
   *
   * @param learner made in the session
   * @param result made of the trained learner before the session is closed
   */
  public <L extends Learner, R> R train(Function<TorchSession, L> learner, Function<L, R> result) {
    try (TorchSession session = TorchSession.open(run)) {
      L trained = learner.apply(session);
      var _ = train(session, trained);
      return result.apply(trained);
    }
  }

  /**
   * Trains. If stopped between two batches, it ends with the best weights so far, or with the
   * current ones if none were validated yet.
   *
   * @throws KuayuException if the loss is no longer a number
   */
  public Outcome train(TorchSession session, Learner learner) {
    ValidationTargets targets =
        ValidationTargets.of(data, settings.validationTargets(), run.seed().derive("validation"));
    resume(learner);
    long lastWrite = System.nanoTime();
    boolean stopped = false;
    int batchesEach = learner.batches(run.seed().derive("epoch").derive(0)).size();
    long total = (long) batchesEach * settings.epochs();
    try (Progress.Task task = run.progress().start("training " + name, (long) batchesEach * last)) {
      task.advance((long) batchesEach * epoch);
      if (run.start().isPresent() && best.isEmpty()) {
        validate(learner, targets, bestEpoch, task);
      }
      while (epoch < last && !isPatienceExhausted() && !stopped) {
        Seed seed = run.seed().derive("epoch").derive(epoch);
        stopped = !epoch(session, learner, seed, total, task);
        if (!stopped) {
          validate(learner, targets, epoch, task);
          epoch++;
          if (System.nanoTime() - lastWrite > checkpointAfter.toNanos()) {
            write(learner);
            lastWrite = System.nanoTime();
          }
        }
      }
      if (stopped) {
        task.note(stoppedNote());
      }
    }
    if (!best.isEmpty()) {
      learner.weights().restore(best);
    }
    Checkpoint.delete(checkpoint);
    int kept = best.isEmpty() ? epoch : bestEpoch + 1;
    run.epochs().note(run.seed(), new ChosenEpochs.Choice(settings.epochs(), kept));
    return new Outcome(epoch, bestEpoch + 1, Math.max(0, bestValue), stopped);
  }

  private boolean isPatienceExhausted() {
    return settings.patience() > 0
        && !best.isEmpty()
        && epoch - 1 - bestEpoch >= settings.patience();
  }

  /** Whether the epoch was completed. */
  private boolean epoch(
      TorchSession session, Learner learner, Seed seed, long total, Progress.Task task) {
    List<int[]> batches = learner.batches(seed);
    double sum = 0;
    for (int index = 0; index < batches.size(); index++) {
      if (run.stopped().getAsBoolean()) {
        return false;
      }
      long number = (long) epoch * batches.size() + index;
      Learner.Step step =
          new Learner.Step(number, settings.rate(number, total), seed.derive("step").derive(index));
      session.seed(step.seed().derive("engine"));
      double loss = learn(learner, batches.get(index), step);
      if (!Double.isFinite(loss)) {
        throw new KuayuException(
            ErrorCode.TRAINING_FAILED,
            "training " + name + " failed in epoch " + (epoch + 1) + ": the loss is " + loss,
            "choose a lower learning-rate than " + settings.learningRate());
      }
      sum += loss;
      task.advance(1);
      task.note(note(sum / (index + 1)));
    }
    return true;
  }

  @SuppressWarnings("try") // The scope is there for what its closing does.
  private static double learn(Learner learner, int[] batch, Learner.Step step) {
    try (NDScope scope = new NDScope()) {
      return learner.learn(batch, step);
    }
  }

  @SuppressWarnings("try") // As above.
  private void validate(
      Learner learner, ValidationTargets targets, int passed, Progress.Task task) {
    if (targets.size() == 0) {
      return;
    }
    try (NDScope scope = new NDScope()) {
      double value = targets.ndcg(learner.scorer(), run.threads());
      if (value > bestValue) {
        bestValue = value;
        bestEpoch = passed;
        best = learner.weights().copy();
      }
    }
    task.note(String.format(Locale.ROOT, "epoch %d, ndcg@10 %.4f", passed + 1, bestValue));
  }

  private String note(double loss) {
    return String.format(
        Locale.ROOT, "epoch %d of %d, loss %.4f%s", epoch + 1, last, loss, bestNote());
  }

  private String stoppedNote() {
    return String.format(Locale.ROOT, "%d of %d epochs done%s", epoch, last, bestNote());
  }

  private String bestNote() {
    return best.isEmpty() ? "" : String.format(Locale.ROOT, ", best ndcg@10 %.4f", bestValue);
  }

  private void resume(Learner learner) {
    Optional<Checkpoint> found = Checkpoint.read(checkpoint);
    found.ifPresent(
        from -> {
          epoch = from.epoch();
          bestEpoch = from.bestEpoch();
          bestValue = from.bestValue();
          best = from.best();
          learner.weights().restore(from.present());
          learner.optimiser().restore(from.present());
        });
  }

  private void write(Learner learner) {
    Map<String, float[]> present = new LinkedHashMap<>(learner.weights().copy());
    present.putAll(learner.optimiser().copy());
    new Checkpoint(epoch, bestEpoch, bestValue, present, best).write(checkpoint);
  }
}
