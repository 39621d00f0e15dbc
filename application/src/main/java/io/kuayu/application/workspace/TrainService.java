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
import io.kuayu.model.TrainingData;
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
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Trains models of a work folder and keeps them there, under what the configuration says. Not
 * thread-safe.
 */
public final class TrainService {
  private static final String FROM_EVERYTHING = ", finally: from every event";
  private static final String LEARNT = "learnt from every event, those of the test part too";

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
   * What is to be trained.
   *
   * @param name a family; the configured one where empty
   * @param from folder of a bundle to start from
   * @param isFinal whether the model that is kept learns from every event, with the weights and
   *     epochs that a training chose by the validation part
   */
  public record Request(Optional<String> name, Optional<Path> from, boolean isFinal) {}

  /**
   * A training that has come to its end.
   *
   * @param bundle of the model; it is not loaded
   * @param isStopped whether a signal ended it early; the process ends when this has been told
   */
  public record Outcome(Bundle bundle, boolean isStopped) {}

  /** Whether a family is trained finally where nobody says: as configured, or as it was before. */
  public boolean isFinal(Optional<String> name) {
    return configuration.isFinal() || bundles.isFinal(family(name));
  }

  /**
   * Trains a model anew, finally where {@link #isFinal} says so, and makes it the current one of
   * its name.
   *
   * @param name a family; the configured one where empty
   * @return the bundle of the model; it is not loaded
   */
  public Bundle train(Optional<String> name) {
    return train(new Request(name, Optional.empty(), isFinal(name)), _ -> {});
  }

  /**
   * Trains a model anew and makes it the current one of its name. A final training takes two: the
   * first chooses, and its model is kept as an older version, which can be measured. A family that
   * promises something about people chooses nothing: one training spends its budget once.
   *
   * @param told is told the outcome; after a signal the process does not end before it returns
   * @return the bundle of the model; it is not loaded
   */
  public Bundle train(Request request, Consumer<Outcome> told) {
    check(request.name(), request.from());
    String family = family(request.name());
    Corpus corpus = data.corpus();
    boolean isPending = PendingErasures.of(configuration).models().contains(family);
    Optional<Bundle> start = request.from().map(Bundle::named);
    boolean isOnlyFinal = request.isFinal() && guarantee(family).isPresent();
    try (WriterLock _ = WriterLock.take(configuration.workdir());
        Interruption interruption = new Interruption(reporter)) {
      reporter.say(
          "training "
              + family
              + start.map(known -> " from " + WorkspaceBundles.described(known)).orElse("")
              + (isOnlyFinal ? FROM_EVERYTHING : ""));
      NotedProgress progress = new NotedProgress(reporter.progress());
      TrainingRun run = run(family, interruption::isRequested, progress);
      Timed chosen =
          timed(
              () ->
                  train(family, start, isOnlyFinal ? data.everything() : data.trainingData(), run));
      boolean isStopped = interruption.isRequested();
      Optional<Timed> last = Optional.empty();
      Path written;
      try (Model model = chosen.model()) {
        if (request.isFinal() && !isOnlyFinal && !isStopped) {
          tell(family, chosen.seconds(), false, progress, "");
          reporter.say("training " + family + " again" + FROM_EVERYTHING);
          last = Optional.of(timed(() -> retrain(family, start, model, run)));
          isStopped = interruption.isRequested();
        }
        Map<String, String> notes = notes(family, start, isStopped && last.isEmpty());
        if (isOnlyFinal) {
          notes.put(Bundle.FINAL, LEARNT);
        }
        written = bundles.write(family, model, corpus, chosen.seconds(), notes);
      }
      prune(family, isPending);
      if (last.isPresent()) {
        try (Model model = last.get().model()) {
          if (isStopped) {
            reporter.say(family + ": the model that chose stays, the final one was not finished");
          } else {
            Map<String, String> notes = notes(family, start, false);
            notes.put(Bundle.FINAL, LEARNT);
            notes.put(Bundle.CHOSEN_BY, bundles.open(family).manifest().version());
            written = bundles.write(family, model, corpus, last.get().seconds(), notes);
          }
        }
      }
      tell(family, last.orElse(chosen).seconds(), isStopped, progress, ", kept in " + written);
      guarantee(family).ifPresent(promised -> reporter.say(family + ": " + promised.said()));
      Bundle bundle = bundles.open(family);
      told.accept(new Outcome(bundle, isStopped));
      return bundle;
    }
  }

  /** A model and how many seconds its training took. */
  private record Timed(Model model, double seconds) {}

  private static Timed timed(Supplier<Model> training) {
    long begin = System.nanoTime();
    Model model = training.get();
    return new Timed(model, (System.nanoTime() - begin) / 1e9);
  }

  private void tell(
      String family, double seconds, boolean isStopped, NotedProgress progress, String kept) {
    reporter.say(
        String.format(
            Locale.ROOT,
            "%s: %s %.1f s%s%s",
            family,
            isStopped ? "stopped after" : "trained in",
            seconds,
            isStopped && !progress.last().isEmpty() ? " (" + progress.last() + ")" : "",
            kept));
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

  private Model train(String family, Optional<Bundle> start, TrainingData from, TrainingRun run) {
    return started(start, run, each -> trainer(family).train(from, each));
  }

  private Model retrain(String family, Optional<Bundle> start, Model chosen, TrainingRun run) {
    return started(
        start, run.repeated(), each -> trainer(family).retrain(chosen, data.everything(), each));
  }

  private static Model started(
      Optional<Bundle> start, TrainingRun run, Function<TrainingRun, Model> training) {
    if (start.isEmpty()) {
      return training.apply(run);
    }
    try (Model known = start.get().load()) {
      return training.apply(run.from(known));
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
