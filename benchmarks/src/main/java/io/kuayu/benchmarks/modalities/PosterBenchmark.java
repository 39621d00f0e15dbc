package io.kuayu.benchmarks.modalities;

import io.kuayu.core.Seed;
import io.kuayu.encoders.Whitening;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Whether films whose posters look alike share genres: {@code modalities.PosterBenchmark MOVIES.DAT
 * POSTERS FOLDER}. MOVIES.DAT is that of MovieLens 1M; POSTERS holds files such as {@code 1.jpg}.
 */
public final class PosterBenchmark {
  private static final int NEIGHBOURS = 10;

  /** As the family {@code content} whitens by default. */
  private static final Whitening.Options WHITENING = new Whitening.Options(256, .3);

  private final List<Path> posters = new ArrayList<>();
  private final List<Set<String>> genres = new ArrayList<>();

  private PosterBenchmark() {}

  /** Prints one table in Markdown to stdout. */
  public static void main(String[] arguments) throws IOException {
    PosterBenchmark benchmark = new PosterBenchmark();
    for (String line : Files.readAllLines(Path.of(arguments[0]), StandardCharsets.ISO_8859_1)) {
      String[] fields = line.split("::", -1);
      Path poster = Path.of(arguments[1]).resolve(fields[0] + ".jpg");
      if (Files.exists(poster)) {
        benchmark.posters.add(poster);
        benchmark.genres.add(Set.of(fields[2].split("\\|", -1)));
      }
    }
    benchmark.run(Path.of(arguments[2]).resolve("work/cache"), System.out);
  }

  private void run(Path cache, PrintStream out) {
    out.printf(
        "%n### Genres of films with alike posters%n%n%,d posters; mean Jaccard index of the genres"
            + " of a film and its %d nearest%n%n| encoder | posters without a vector | Jaccard@%d"
            + " |%n|---|---|---|%n",
        posters.size(), NEIGHBOURS, NEIGHBOURS);
    for (String encoder : List.of("mobilenet", "colour")) {
      ImageVectors vectors =
          ImageVectors.whitened(
              ImageVectors.encode(posters, encoder, cache, 1), posters.size(), WHITENING);
      out.printf(
          "| `%s` | %d | %.3f |%n",
          encoder,
          posters.size() - vectors.raw().count(),
          jaccard(poster -> vectors.nearest(poster, posters.size(), NEIGHBOURS)));
    }
    Seed seed = new Seed(42);
    double random =
        jaccard(
            poster ->
                seed.derive(poster).random().ints(0, posters.size()).limit(NEIGHBOURS).toArray());
    out.printf("| drawn | 0 | %.3f |%n", random);
    out.flush();
  }

  private double jaccard(IntFunction<int[]> neighbours) {
    return IntStream.range(0, posters.size())
        .mapToDouble(
            poster ->
                IntStream.of(neighbours.apply(poster))
                    .mapToDouble(other -> jaccard(genres.get(poster), genres.get(other)))
                    .average()
                    .orElse(0))
        .average()
        .orElse(0);
  }

  private static double jaccard(Set<String> one, Set<String> other) {
    Set<String> both = new HashSet<>(one);
    both.retainAll(other);
    return (double) both.size() / (one.size() + other.size() - both.size());
  }
}
