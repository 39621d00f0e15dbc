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
import io.kuayu.evaluation.EvaluationResult;
import io.kuayu.evaluation.Protocol;
import io.kuayu.model.Model;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.model.bundle.Bundle;
import io.kuayu.models.blend.BlendFamily;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whether {@code blend} is below one of its own experts anywhere: {@code BlendBenchmark KUAYU.YAML
 * [--protocol NAME] [--people N] [--earlier] [--positions] [--bundle DIR] [-s KEY=VALUE]…}.
 *
 * <p>Trains a blend, asks it and each of its experts, and compares it with the best one of each
 * domain and segment. {@code --people} keeps that many people, drawn by the seed, and nothing else;
 * {@code --earlier} asks one event before the test part, so that choices need not look at it;
 * {@code --positions} replaces each time by the event's number in its person's history; {@code
 * --bundle} takes the experts of a blend that was trained on the same corpus, and learns their
 * weights anew.
 */
public final class BlendBenchmark {
  private String protocol = "standard";
  private int people = Integer.MAX_VALUE;
  private boolean earlier;
  private boolean positions;
  private Optional<Path> bundle = Optional.empty();
  private final List<String> overrides = new ArrayList<>();

  private BlendBenchmark() {}

  /** Prints one table in Markdown to stdout. */
  public static void main(String[] arguments) {
    BlendBenchmark benchmark = new BlendBenchmark();
    for (int n = 1; n < arguments.length; n++) {
      switch (arguments[n]) {
        case "--protocol" -> benchmark.protocol = arguments[++n];
        case "--people" -> benchmark.people = Integer.parseInt(arguments[++n]);
        case "--earlier" -> benchmark.earlier = true;
        case "--positions" -> benchmark.positions = true;
        case "--bundle" -> benchmark.bundle = Optional.of(Path.of(arguments[++n]));
        case "-s" -> benchmark.overrides.add(arguments[++n]);
        default -> throw new IllegalArgumentException("unknown: " + arguments[n]);
      }
    }
    benchmark.run(Path.of(arguments[0]));
  }

  private void run(Path file) {
    Configuration configuration =
        Configuration.read(ConfigFile.open(file, overrides, System.getenv()));
    Path workdir = configuration.workdir();
    if (!Corpus.isCurrent(configuration.corpus(), workdir)) {
      var _ = Corpus.prepare(configuration.corpus(), workdir, Progress.NONE);
    }
    Corpus corpus = Corpus.open(workdir);
    Catalogue catalogue = corpus.catalogue();
    Seed seed = new Seed(configuration.seed());
    Interactions people = chosen(corpus.interactions(), seed);
    Interactions events = positions ? Positions.of(people) : people;
    Interactions asked = earlier ? EarlierQuestions.of(events, catalogue) : events;
    int threads = configuration.threads();
    Evaluation evaluation =
        Evaluation.of(catalogue, asked, CandidateSampling.full(), seed, threads)
            .by(Protocol.parse(protocol));
    TrainingData data = evaluation.protocol().train(new TrainingData(catalogue, asked));
    TrainingRun run =
        new TrainingRun(
            seed.derive("blend"), threads, workdir.resolve("cache"), Progress.NONE, () -> false);
    long start = System.nanoTime();
    try (Model blend =
        bundle.isPresent()
            ? refitted(bundle.get(), data, run)
            : trained(configuration, data, run)) {
      double seconds = (System.nanoTime() - start) / 1e9;
      List<EvaluationResult> results = new ArrayList<>();
      results.add(evaluation.run("blend", blend, Progress.NONE));
      blend
          .experts()
          .forEach((name, expert) -> results.add(evaluation.run(name, expert, Progress.NONE)));
      System.out.printf(
          "%n%s, protocol %s, %,d people, %,d training events; trained in %.0f s%n%n",
          String.join(", ", catalogue.domains()),
          evaluation.protocol().name(),
          present(asked),
          Arrays.stream(data.trainingCounts()).sum(),
          seconds);
      new ExpertComparison(results).write(System.out);
    }
  }

  private static Model trained(Configuration configuration, TrainingData data, TrainingRun run) {
    return Objects.requireNonNull(configuration.trainers().get("blend")).train(data, run);
  }

  private static Model refitted(Path bundle, TrainingData data, TrainingRun run) {
    return BlendFamily.refit(Bundle.named(bundle).load(), data, run);
  }

  private static long present(Interactions events) {
    return IntStream.range(0, events.users())
        .filter(user -> events.begin(user) < events.end(user))
        .count();
  }

  /** The events of as many people as are kept. */
  private Interactions chosen(Interactions all, Seed seed) {
    if (people >= all.users()) {
      return all;
    }
    Seed drawn = seed.derive("people");
    BitSet kept = new BitSet();
    IntStream.range(0, all.users())
        .boxed()
        .sorted(Comparator.comparingLong(user -> drawn.derive(all.user(user)).value()))
        .limit(people)
        .forEach(user -> kept.set(all.begin(user), all.end(user)));
    return all.where(kept::get);
  }
}
