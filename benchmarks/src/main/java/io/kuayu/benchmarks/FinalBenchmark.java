package io.kuayu.benchmarks;

import io.kuayu.application.settings.ConfigFile;
import io.kuayu.application.settings.Configuration;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Interactions;
import io.kuayu.core.Progress;
import io.kuayu.core.Seed;
import io.kuayu.corpus.Corpus;
import io.kuayu.evaluation.CandidateSampling;
import io.kuayu.evaluation.Evaluation;
import io.kuayu.evaluation.Protocol;
import io.kuayu.model.Model;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a final training gives: {@code FinalBenchmark KUAYU.YAML FAMILY [--protocol NAME] [-s
 * KEY=VALUE]…}. A model that was chosen by the validation part is compared on the test part with
 * one that learnt from the validation part as well, as {@code train --final} does with all parts.
 */
public final class FinalBenchmark {
  private FinalBenchmark() {}

  /** Prints one table in Markdown to stdout. */
  public static void main(String[] arguments) {
    List<String> overrides = new ArrayList<>();
    String protocol = "standard";
    for (int n = 2; n < arguments.length; n += 2) {
      switch (arguments[n]) {
        case "--protocol" -> protocol = arguments[n + 1];
        case "-s" -> overrides.add(arguments[n + 1]);
        default -> throw new IllegalArgumentException("unknown: " + arguments[n]);
      }
    }
    Configuration configuration =
        Configuration.read(ConfigFile.open(Path.of(arguments[0]), overrides, System.getenv()));
    Path workdir = configuration.workdir();
    if (!Corpus.isCurrent(configuration.corpus(), workdir)) {
      var _ = Corpus.prepare(configuration.corpus(), workdir, Progress.NONE);
    }
    Corpus corpus = Corpus.open(workdir);
    Catalogue catalogue = corpus.catalogue();
    Interactions events = corpus.interactions();
    Seed seed = new Seed(configuration.seed());
    Evaluation evaluation =
        Evaluation.of(catalogue, events, CandidateSampling.full(), seed, configuration.threads())
            .by(Protocol.parse(protocol));
    TrainingData data = new TrainingData(catalogue, events);
    TrainingRun run =
        new TrainingRun(
            seed.derive(arguments[1]),
            configuration.threads(),
            workdir.resolve("cache"),
            Progress.NONE,
            () -> false);
    Trainer trainer = Objects.requireNonNull(configuration.trainers().get(arguments[1]));
    try (Model chosen = trainer.train(data, run);
        Model last =
            trainer.retrain(
                chosen, TrainingData.everything(catalogue, data.interactions()), run.repeated())) {
      new ExpertComparison(
              List.of(
                  evaluation.run("final", last, Progress.NONE),
                  evaluation.run("chosen", chosen, Progress.NONE)))
          .write(System.out);
    }
  }
}
