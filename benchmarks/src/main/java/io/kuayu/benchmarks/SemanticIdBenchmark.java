package io.kuayu.benchmarks;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Progress;
import io.kuayu.core.Seed;
import io.kuayu.core.content.Modality;
import io.kuayu.corpus.Corpus;
import io.kuayu.encoders.EncoderOptions;
import io.kuayu.encoders.Whitening;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.content.ContentSpace;
import io.kuayu.models.content.ContentVectors;
import io.kuayu.models.semantic.CodeReport;
import io.kuayu.models.semantic.Codebooks;
import io.kuayu.models.semantic.SemanticIds;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Semantic ids by residual k-means and by RQ-VAE, of the same texts with the same number of codes:
 * {@code SemanticIdBenchmark WORKDIR [EPOCHS [THREADS]]}. Prints what three codes explain of the
 * texts, how evenly codes are used, how many items collide and how many prefixes domains share.
 */
public final class SemanticIdBenchmark {
  private SemanticIdBenchmark() {}

  /** Prints to stdout. */
  public static void main(String[] arguments) {
    Path workdir = Path.of(arguments[0]);
    int epochs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
    int threads =
        arguments.length > 2
            ? Integer.parseInt(arguments[2])
            : Runtime.getRuntime().availableProcessors();
    Corpus corpus = Corpus.open(workdir);
    TrainingData data = new TrainingData(corpus.catalogue(), corpus.interactions());
    TrainingRun run =
        new TrainingRun(
            new Seed(42), threads, workdir.resolve("cache"), Progress.NONE, () -> false);
    ContentVectors texts =
        ContentSpace.fit(
                data, Modality.TEXT, EncoderOptions.DEFAULT, Whitening.Options.DEFAULT, run)
            .vectors();
    Catalogue catalogue = corpus.catalogue();
    int codes = Codebooks.codes(256, catalogue.size());
    int[] with = IntStream.range(0, catalogue.size()).filter(texts::has).toArray();
    float[] vectors = texts.gather(with);

    long begin = System.nanoTime();
    Codebooks books =
        Codebooks.fit(vectors, texts.width(), codes, run.seed().derive("codes"), threads);
    double seconds = (System.nanoTime() - begin) / 1e9;
    SemanticIds ids = SemanticIds.assign(books, catalogue, texts, data.trainingCounts());
    CodeReport report = CodeReport.of(ids, catalogue, texts);
    print("residual k-means", seconds, report, report.explained()[Codebooks.LEVELS - 1]);

    begin = System.nanoTime();
    ResidualAutoencoder.Trained trained =
        ResidualAutoencoder.train(vectors, texts.width(), codes, epochs, run);
    seconds = (System.nanoTime() - begin) / 1e9;
    ContentVectors latents =
        ContentVectors.ofNonZero(
            spread(trained.latents(), with, catalogue.size(), trained.books().width()),
            trained.books().width());
    ids = SemanticIds.assign(trained.books(), catalogue, latents, data.trainingCounts());
    report = CodeReport.of(ids, catalogue, latents);
    print("RQ-VAE, " + epochs + " epochs", seconds, report, trained.explained());
  }

  private static float[] spread(float[] rows, int[] ordinals, int items, int width) {
    float[] all = new float[items * width];
    for (int row = 0; row < ordinals.length; row++) {
      System.arraycopy(rows, row * width, all, ordinals[row] * width, width);
    }
    return all;
  }

  private static void print(String name, double seconds, CodeReport report, double explained) {
    System.out.printf(
        Locale.ROOT,
        "%-20s %.0f s: three codes explain %.3f; codes used %s, evenness %s; prefixes of several"
            + " domains %s; items that share all codes %.3f, most together %d%n",
        name,
        seconds,
        explained,
        levels(report.used()),
        levels(report.evenness()),
        levels(report.shared()),
        report.colliding(),
        report.largest());
  }

  private static String levels(double[] values) {
    StringBuilder text = new StringBuilder();
    for (double value : values) {
      text.append(text.isEmpty() ? "" : " ").append(String.format(Locale.ROOT, "%.2f", value));
    }
    return text.toString();
  }
}
