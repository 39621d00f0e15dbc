package io.kuayu.benchmarks;

import io.kuayu.application.settings.ConfigFile;
import io.kuayu.application.settings.Configuration;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Interactions;
import io.kuayu.core.Progress;
import io.kuayu.core.Seed;
import io.kuayu.core.Split;
import io.kuayu.core.content.Modality;
import io.kuayu.corpus.Corpus;
import io.kuayu.encoders.EncoderOptions;
import io.kuayu.encoders.Whitening;
import io.kuayu.evaluation.CandidateSampling;
import io.kuayu.evaluation.Comparison;
import io.kuayu.evaluation.Estimate;
import io.kuayu.evaluation.Evaluation;
import io.kuayu.evaluation.EvaluationResult;
import io.kuayu.evaluation.Metric;
import io.kuayu.model.Model;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.content.ContentSpace;
import io.kuayu.models.content.ContentVectors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What makes texts better neighbours in a domain of which no event is known: {@code
 * AdapterBenchmark KUAYU.YAML SOURCE TARGET [PEOPLE]}. Asks the target's validation part by plain
 * text vectors, by vectors mapped with a {@link TextAdapter} that learned from the source's people,
 * by one that learned from the target's own, and by {@code text} with words and hubs.
 */
public final class AdapterBenchmark {
  private static final List<List<String>> TEXTS =
      List.of(
          List.of("models.text.word-share=0.4"),
          List.of("models.text.hubness=0.35"),
          List.of("models.text.word-share=0.4", "models.text.hubness=0.35"));

  private AdapterBenchmark() {}

  /** Prints one table in Markdown to stdout. */
  public static void main(String[] arguments) {
    Path file = Path.of(arguments[0]);
    int people = arguments.length > 3 ? Integer.parseInt(arguments[3]) : Integer.MAX_VALUE;
    Configuration configuration = configuration(file, List.of());
    Path workdir = configuration.workdir();
    if (!Corpus.isCurrent(configuration.corpus(), workdir)) {
      var _ = Corpus.prepare(configuration.corpus(), workdir, Progress.NONE);
    }
    Corpus corpus = Corpus.open(workdir);
    Catalogue catalogue = corpus.catalogue();
    int source = catalogue.domain(arguments[1]);
    int target = catalogue.domain(arguments[2]);
    Seed seed = new Seed(configuration.seed());
    TrainingData data = new TrainingData(catalogue, corpus.interactions());
    TrainingRun run =
        new TrainingRun(
            seed, configuration.threads(), workdir.resolve("cache"), Progress.NONE, () -> false);
    Evaluation evaluation =
        Evaluation.of(
                catalogue,
                questions(corpus, target, people, seed),
                CandidateSampling.full(),
                seed,
                configuration.threads())
            .withThreads(Split.VALID);
    ContentVectors plain =
        ContentSpace.fit(
                data, Modality.TEXT, EncoderOptions.DEFAULT, new Whitening.Options(256, .3), run)
            .vectors();

    List<EvaluationResult> results = new ArrayList<>();
    results.add(evaluation.run("vectors", new VectorNeighbours(catalogue, plain), Progress.NONE));
    for (int domain : new int[] {source, target}) {
      TextAdapter adapter =
          TextAdapter.learn(
              plain.values(),
              plain.width(),
              pairs(corpus, plain, domain),
              TextAdapter.Options.DEFAULT,
              seed);
      ContentVectors mapped =
          new ContentVectors(
              adapter.apply(plain.values(), plain.width()), plain.width(), plain.present());
      String name =
          String.format(
              Locale.ROOT,
              "adapter of %s, %.1f from identity",
              catalogue.domains().get(domain),
              adapter.distance());
      results.add(evaluation.run(name, new VectorNeighbours(catalogue, mapped), Progress.NONE));
    }
    for (List<String> options : TEXTS) {
      try (Model text =
          Objects.requireNonNull(configuration(file, options).trainers().get("text"))
              .train(data, run)) {
        String name = String.join(", ", options).replace("models.text.", "");
        results.add(evaluation.run(name, text, Progress.NONE));
      }
    }
    print(results, target);
  }

  private static Configuration configuration(Path file, List<String> overrides) {
    return Configuration.read(ConfigFile.open(file, overrides, System.getenv()));
  }

  /** The events of some people, whose validation part is that of one domain alone. */
  private static Interactions questions(Corpus corpus, int domain, int people, Seed seed) {
    Interactions all = corpus.interactions();
    Catalogue catalogue = corpus.catalogue();
    Seed drawn = seed.derive("people");
    Set<Integer> chosen = new HashSet<>();
    IntStream.range(0, all.users())
        .filter(
            user ->
                IntStream.range(all.begin(user), all.end(user))
                    .anyMatch(event -> isAsked(all, catalogue, domain, event)))
        .boxed()
        .sorted(Comparator.comparingLong(user -> drawn.derive(all.user(user)).value()))
        .limit(people)
        .forEach(chosen::add);
    boolean[] kept = new boolean[all.events()];
    for (int user : chosen) {
      for (int event = all.begin(user); event < all.end(user); event++) {
        kept[event] = all.part(event) == Split.TRAIN || isAsked(all, catalogue, domain, event);
      }
    }
    return all.where(event -> kept[event]);
  }

  private static boolean isAsked(Interactions all, Catalogue catalogue, int domain, int event) {
    return all.part(event) == Split.VALID && catalogue.domainOf(all.item(event)) == domain;
  }

  /** Items with texts that somebody took one after the other in a domain's training part. */
  private static int[][] pairs(Corpus corpus, ContentVectors vectors, int domain) {
    Interactions all = corpus.interactions();
    List<int[]> pairs = new ArrayList<>();
    for (int user = 0; user < all.users(); user++) {
      int before = -1;
      for (int event = all.begin(user); event < all.end(user); event++) {
        int item = all.item(event);
        if (all.part(event) == Split.TRAIN
            && corpus.catalogue().domainOf(item) == domain
            && vectors.has(item)) {
          if (before >= 0 && before != item) {
            pairs.add(new int[] {before, item});
          }
          before = item;
        }
      }
    }
    return pairs.toArray(int[][]::new);
  }

  private static void print(List<EvaluationResult> results, int target) {
    EvaluationResult plain = results.getFirst();
    MarkdownTable.head(
        System.out,
        List.of(
            plain.domains().get(target) + ", " + plain.domain(target).users() + " people",
            "ndcg@10",
            "difference",
            "p"));
    for (EvaluationResult result : results) {
      List<String> row = new ArrayList<>();
      row.add(result.model());
      row.add(number(result, target));
      if (result != plain) {
        var found =
            Comparison.all(List.of(result, plain)).stream()
                .filter(each -> each.domain().equals(plain.domains().get(target)))
                .findFirst()
                .orElseThrow()
                .difference();
        Estimate mean = found.mean();
        row.add(
            String.format(
                Locale.ROOT, "%+.4f [%+.4f, %+.4f]", mean.value(), mean.low(), mean.high()));
        row.add(String.format(Locale.ROOT, "%.4f", found.p()));
      } else {
        row.addAll(List.of("", ""));
      }
      MarkdownTable.row(System.out, row);
    }
  }

  private static String number(EvaluationResult result, int target) {
    return String.format(Locale.ROOT, "%.4f", result.domain(target).value(Metric.NDCG_10))
        .replaceFirst("^0", "");
  }
}
