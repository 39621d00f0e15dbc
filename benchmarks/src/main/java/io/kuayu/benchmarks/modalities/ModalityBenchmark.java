package io.kuayu.benchmarks.modalities;

import io.kuayu.application.settings.ConfigFile;
import io.kuayu.application.settings.Configuration;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Interactions;
import io.kuayu.core.Progress;
import io.kuayu.core.Seed;
import io.kuayu.core.content.Modality;
import io.kuayu.corpus.Corpus;
import io.kuayu.model.Model;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/**
 * What images and sounds add to texts, on items with events and without, with texts and without:
 *
 * <pre>{@code
 * modalities.ModalityBenchmark lastfm REPOSITORY FOLDER [OPTION]…
 * modalities.ModalityBenchmark movielens ML-100K MOVIES.DAT POSTERS FOLDER [OPTION]…
 * }</pre>
 *
 * <p>Options: {@code --early} asks for the validation part and hides the test part, so that choices
 * need not look at it; {@code --blend} trains blends with {@code ease} as well, which takes much
 * longer; {@code -s KEY=VALUE} sets a setting.
 */
public final class ModalityBenchmark {
  private final PrintStream out;
  private final Path file;
  private final boolean early;
  private final List<String> overrides;
  private final Catalogue catalogue;
  private final Interactions events;
  private final Seed seed;
  private final Path cache;

  private ModalityBenchmark(PrintStream out, Path file, boolean early, List<String> overrides) {
    this.out = out;
    this.file = file;
    this.early = early;
    this.overrides = List.copyOf(overrides);
    Configuration configuration = configuration(List.of());
    Path workdir = configuration.workdir();
    if (!Corpus.isCurrent(configuration.corpus(), workdir)) {
      var _ = Corpus.prepare(configuration.corpus(), workdir, Progress.NONE);
    }
    Corpus corpus = Corpus.open(workdir);
    catalogue = corpus.catalogue();
    events = corpus.interactions();
    seed = new Seed(configuration.seed());
    cache = workdir.resolve("cache");
  }

  /** Prints one table a scenario in Markdown to stdout. */
  public static void main(String[] arguments) throws IOException {
    List<String> positional = new ArrayList<>();
    List<String> overrides = new ArrayList<>();
    boolean early = false;
    boolean blends = false;
    for (int n = 0; n < arguments.length; n++) {
      switch (arguments[n]) {
        case "--early" -> early = true;
        case "--blend" -> blends = true;
        case "-s" -> overrides.add(arguments[++n]);
        default -> positional.add(arguments[n]);
      }
    }
    List<Path> paths = positional.stream().skip(1).map(Path::of).toList();
    switch (positional.getFirst()) {
      case "lastfm" ->
          new ModalityBenchmark(
                  System.out, LastFmData.convert(paths.get(0), paths.get(1)), early, overrides)
              .run(ModalityRows.of(Modality.AUDIO, blends));
      case "movielens" ->
          new ModalityBenchmark(
                  System.out,
                  MovieLensData.convert(paths.get(0), paths.get(1), paths.get(2), paths.get(3)),
                  early,
                  overrides)
              .run(ModalityRows.of(Modality.IMAGE, blends));
      default -> throw new IllegalArgumentException("unknown: " + positional.getFirst());
    }
  }

  private Configuration configuration(List<String> options) {
    List<String> all = new ArrayList<>(options);
    all.addAll(overrides);
    return Configuration.read(ConfigFile.open(file, all, System.getenv()));
  }

  private void run(List<Row> rows) {
    for (Scenario scenario : Scenario.ALL) {
      Interactions asked = scenario.events(events, catalogue, early, seed);
      IntPredicate candidate = scenario.candidates(catalogue, seed);
      ScenarioTable table = new ScenarioTable(seed.derive(scenario.name()));
      table.add("random", "", PeopleScores.of(this::random, catalogue, asked, candidate));
      for (Row row : rows) {
        Catalogue seen = row.of(catalogue, scenario.withText(catalogue, seed), seed);
        try (Model model = trained(row, seen, asked)) {
          table.add(
              row.name(), row.baseline(), PeopleScores.of(model::score, seen, asked, candidate));
        }
      }
      table.write(out, heading(scenario, candidate));
    }
  }

  private String heading(Scenario scenario, IntPredicate candidate) {
    long candidates = Arrays.stream(catalogue.ordinals(0)).filter(candidate).count();
    return "%s, %s: %s, among %,d items"
        .formatted(
            catalogue.domains().getFirst(),
            early ? "validation part" : "test part",
            scenario.name(),
            candidates);
  }

  private Model trained(Row row, Catalogue seen, Interactions asked) {
    Configuration configuration = configuration(row.options());
    TrainingRun run =
        new TrainingRun(
            seed.derive(row.family()), configuration.threads(), cache, Progress.NONE, () -> false);
    return Objects.requireNonNull(configuration.trainers().get(row.family()))
        .train(new TrainingData(seen, asked), run);
  }

  private void random(Context context, int domain, float[] scores) {
    SplittableRandom random = seed.derive(Arrays.hashCode(context.items())).random();
    for (int position = 0; position < scores.length; position++) {
      scores[position] = (float) random.nextDouble();
    }
  }
}
