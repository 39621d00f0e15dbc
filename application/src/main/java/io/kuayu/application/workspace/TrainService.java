package io.kuayu.application.workspace;

import io.kuayu.application.Reporter;
import io.kuayu.application.WrongUsage;
import io.kuayu.application.settings.Configuration;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Progress;
import io.kuayu.core.Seed;
import io.kuayu.corpus.Corpus;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainerProvider;
import io.kuayu.model.TrainingRun;
import io.kuayu.model.bundle.Bundle;
import io.kuayu.privacy.dp.Guarantee;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Trains models of a work folder and keeps them there, under what the configuration says. Not
 * thread-safe.
 */
public final class TrainService {
  private final Configuration configuration;
  private final Reporter reporter;
  private final PrepareService data;
  private final WorkspaceBundles bundles;

  TrainService(
      Configuration configuration,
      Reporter reporter,
      PrepareService data,
      WorkspaceBundles bundles) {
    this.configuration = configuration;
    this.reporter = reporter;
    this.data = data;
    this.bundles = bundles;
  }

  /**
   * The family that a command means.
   *
   * @param name the configured one where empty
   * @throws WrongUsage where there is none of that name
   */
  public String family(Optional<String> name) {
    String family = name.orElse(configuration.model());
    try {
      return ModelFamilies.named(family).name();
    } catch (KuayuException e) {
      throw new WrongUsage(e.code(), String.valueOf(e.getMessage()), e.remedy());
    }
  }

  /**
   * Refuses what cannot be trained, before any work is done.
   *
   * @throws WrongUsage where there is no such family, or it cannot start from a bundle
   */
  public void check(Optional<String> name, Optional<Path> from) {
    TrainerProvider family = ModelFamilies.trainer(family(name));
    if (from.isPresent() && !family.startsFromModels()) {
      throw new WrongUsage(
          family.name() + " cannot start from a bundle",
          "choose among "
              + ModelFamilies.names().stream()
                  .flatMap(other -> ModelFamilies.findTrainer(other).stream())
                  .filter(TrainerProvider::startsFromModels)
                  .map(TrainerProvider::name)
                  .collect(Collectors.joining(", ")));
    }
  }

  /**
   * Trains a model anew and makes it the current one of its name.
   *
   * @param name a family; the configured one where empty
   * @param from folder of a bundle to start from
   * @return the bundle of the model; it is not loaded
   */
  public Bundle train(Optional<String> name, Optional<Path> from) {
    return train(name, from, _ -> {});
  }

  /**
   * A training that has come to its end.
   *
   * @param bundle of the model; it is not loaded
   * @param isStopped whether a signal ended it early; the process ends when this has been told
   */
  public record Outcome(Bundle bundle, boolean isStopped) {}

  /**
   * As above.
   *
   * @param told is told the outcome; after a signal the process does not end before it returns
   */
  public Bundle train(Optional<String> name, Optional<Path> from, Consumer<Outcome> told) {
    check(name, from);
    String family = family(name);
    Corpus corpus = data.corpus();
    boolean isPending = PendingErasures.of(configuration).models().contains(family);
    Optional<Bundle> start = from.map(Bundle::named);
    try (WriterLock _ = WriterLock.take(configuration.workdir());
        Interruption interruption = new Interruption(reporter)) {
      reporter.say(
          "training "
              + family
              + start.map(known -> " from " + WorkspaceBundles.described(known)).orElse(""));
      long begin = System.nanoTime();
      NotedProgress progress = new NotedProgress(reporter.progress());
      Model model = train(family, start, run(family, interruption::isRequested, progress));
      double seconds = (System.nanoTime() - begin) / 1e9;
      Path written;
      try (model) {
        written =
            bundles.write(
                family, model, corpus, seconds, notes(family, start, interruption.isRequested()));
      }
      boolean isStopped = interruption.isRequested();
      reporter.say(
          String.format(
              Locale.ROOT,
              "%s: %s %.1f s%s, kept in %s",
              family,
              isStopped ? "stopped after" : "trained in",
              seconds,
              isStopped && !progress.last().isEmpty() ? " (" + progress.last() + ")" : "",
              written));
      guarantee(family).ifPresent(promised -> reporter.say(family + ": " + promised.said()));
      prune(family, isPending);
      Bundle bundle = bundles.open(family);
      told.accept(new Outcome(bundle, isStopped));
      return bundle;
    }
  }

  private void prune(String family, boolean isPending) {
    if (isPending) {
      reporter.say(
          "deleted older versions, which held what was withdrawn or erased: "
              + bundles.prune(family));
    } else if (configuration.corpus().privacy().retention().limits()) {
      reporter.say(
          "deleted older versions, which may hold what is kept no longer: "
              + bundles.prune(family));
    }
  }

  private Model train(String family, Optional<Bundle> start, TrainingRun run) {
    if (start.isEmpty()) {
      return trainer(family).train(data.trainingData(), run);
    }
    try (Model known = start.get().load()) {
      return trainer(family).train(data.trainingData(), run.from(known));
    }
  }

  private Map<String, String> notes(String family, Optional<Bundle> start, boolean isStopped) {
    Map<String, String> notes = new LinkedHashMap<>();
    guarantee(family).map(Guarantee::facts).ifPresent(notes::putAll);
    start.ifPresent(
        known -> {
          notes.put("startedFrom", WorkspaceBundles.described(known));
          notes.put("startedFromCorpus", known.manifest().corpusFingerprint());
        });
    if (isStopped) {
      notes.put("stopped", "by a signal, before the training was done");
    }
    return notes;
  }

  /**
   * The trainer of a family with the configured options.
   *
   * @throws KuayuException where there is no such family, or its training is not on the class path
   */
  public Trainer trainer(String family) {
    Trainer trainer = configuration.trainers().get(ModelFamilies.trainer(family).name());
    return Objects.requireNonNull(trainer, family);
  }

  /** What a training of a family promises about people with the configured options. */
  public Optional<Guarantee> guarantee(String family) {
    return Optional.ofNullable(configuration.guarantees().get(family));
  }

  /** The circumstances of a training in this work folder. */
  public TrainingRun run(String purpose, BooleanSupplier stopped) {
    return run(purpose, stopped, reporter.progress());
  }

  private TrainingRun run(String purpose, BooleanSupplier stopped, Progress progress) {
    return new TrainingRun(
        new Seed(configuration.seed()).derive(purpose),
        configuration.threads(),
        configuration.workdir().resolve("cache"),
        progress,
        stopped);
  }
}
