package io.kuayu.cli.workspace;

import io.kuayu.cli.console.Console;
import io.kuayu.cli.console.WrongUsage;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Model;
import io.kuayu.core.Seed;
import io.kuayu.core.Trainer;
import io.kuayu.core.TrainingData;
import io.kuayu.core.TrainingRun;
import io.kuayu.corpus.Corpus;
import io.kuayu.corpus.PreparationReport;
import io.kuayu.models.ModelFamilies;
import io.kuayu.models.bundle.Bundle;
import io.kuayu.models.bundle.Manifest;
import io.kuayu.models.bundle.Provenance;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A work folder: knows which steps are done and still valid, and does those that a command needs
 * and lacks, saying so. Not thread-safe.
 *
 * <p>A corpus is valid while the data settings and the input files are as they were; a model, while
 * its corpus, its options and the seed are. Whatever is written is moved into place whole, so after
 * a crash the step is simply done again.
 */
public final class Workspace {
  private final Configuration configuration;
  private final Console console;
  private @Nullable Corpus corpus;

  public Workspace(Configuration configuration, Console console) {
    this.configuration = configuration;
    this.console = console;
  }

  public Configuration configuration() {
    return configuration;
  }

  /** The corpus, prepared first where it is missing or no longer valid. */
  public Corpus corpus() {
    Corpus open = corpus;
    if (open == null) {
      if (!Corpus.isCurrent(configuration.corpus(), configuration.workdir())) {
        console.say("preparing the data, which are new or have changed");
        prepare();
      }
      open = Corpus.open(configuration.workdir());
      corpus = open;
    }
    return open;
  }

  /** Prepares the corpus anew. */
  public PreparationReport prepare() {
    corpus = null;
    try (WriterLock _ = WriterLock.take(configuration.workdir())) {
      PreparationReport report =
          Corpus.prepare(configuration.corpus(), configuration.workdir(), console.progress());
      report.warnings().forEach(console::warn);
      return report;
    }
  }

  /**
   * The model of that name, trained first where it is missing or no longer valid.
   *
   * @param name a family; the configured one where empty
   */
  public TrainedModel model(Optional<String> name) {
    String family = family(name);
    Corpus data = corpus();
    Optional<Bundle> bundle = valid(family, data);
    if (bundle.isPresent()) {
      return load(bundle.get(), data);
    }
    return train(Optional.of(family));
  }

  /** Trains a model anew and makes it the current one of its name. */
  public TrainedModel train(Optional<String> name) {
    String family = family(name);
    Corpus data = corpus();
    try (WriterLock _ = WriterLock.take(configuration.workdir());
        Interruption interruption = new Interruption(console)) {
      console.say("training " + family);
      long start = System.nanoTime();
      Model model =
          trainer(family).train(trainingData(), trainingRun(family, interruption::wished));
      double seconds = (System.nanoTime() - start) / 1e9;
      Path written;
      try (model) {
        written =
            Bundle.write(
                models(), family, model, provenance(family, data, seconds, interruption.wished()));
      }
      console.say(
          String.format(
              Locale.ROOT,
              "%s: %s %.1f s, kept in %s",
              family,
              interruption.wished() ? "stopped after" : "trained in",
              seconds,
              written));
    }
    return load(Bundle.open(models(), family), data);
  }

  /** What every model may learn from. */
  public TrainingData trainingData() {
    return new TrainingData(corpus().catalogue(), corpus().interactions());
  }

  /** The trainer of a family with the configured options. */
  public Trainer trainer(String family) {
    Trainer trainer = configuration.trainers().get(family);
    if (trainer == null) {
      throw new IllegalArgumentException(family);
    }
    return trainer;
  }

  /** The circumstances of a training in this work folder. */
  public TrainingRun trainingRun(String purpose, BooleanSupplier stopped) {
    return new TrainingRun(
        new Seed(configuration.seed()).derive(purpose),
        configuration.threads(),
        configuration.workdir().resolve("cache"),
        console.progress(),
        stopped);
  }

  /**
   * The family that a command means.
   *
   * @throws WrongUsage where there is none of that name
   */
  public String family(Optional<String> name) {
    String family = name.orElse(configuration.model());
    try {
      return ModelFamilies.named(family).name();
    } catch (KuayuException e) {
      throw new WrongUsage(String.valueOf(e.getMessage()), e.remedy());
    }
  }

  private Optional<Bundle> valid(String family, Corpus data) {
    if (!Bundle.exists(models(), family)) {
      return Optional.empty();
    }
    Bundle bundle;
    try {
      bundle = Bundle.open(models(), family);
    } catch (KuayuException e) {
      console.warn(e.getMessage() + "; it is trained again");
      return Optional.empty();
    }
    Manifest manifest = bundle.manifest();
    String stale = "";
    if (!manifest.corpusFingerprint().equals(data.manifest().fingerprint())) {
      stale = "the data have changed";
    } else if (manifest.seed() != configuration.seed()) {
      stale = "the seed has changed";
    } else if (!manifest.configuration().equals(options(family))) {
      stale = "its options have changed";
    }
    if (stale.isEmpty()) {
      return Optional.of(bundle);
    }
    console.say(family + " is trained again: " + stale);
    return Optional.empty();
  }

  private TrainedModel load(Bundle bundle, Corpus data) {
    return new TrainedModel(bundle.load(data.catalogue()), bundle.manifest());
  }

  private Path models() {
    return configuration.workdir().resolve("models");
  }

  private Map<String, String> options(String family) {
    return configuration.options().getOrDefault(family, Map.of());
  }

  private Provenance provenance(String family, Corpus data, double seconds, boolean stoppedEarly) {
    return new Provenance(
        data.manifest().fingerprint(),
        data.manifest().split(),
        configuration.seed(),
        options(family),
        Map.of("peakMemoryMb", PeakMemory.megabytes()),
        stoppedEarly ? Map.of("stopped", "by a signal, before the training was done") : Map.of(),
        seconds);
  }
}
