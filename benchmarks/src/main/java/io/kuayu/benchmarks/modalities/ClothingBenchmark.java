package io.kuayu.benchmarks.modalities;

import io.kuayu.encoders.ItemVectors;
import io.kuayu.encoders.Whitening;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whether pictures that look alike to an encoder show the same kind of clothes: {@code
 * modalities.ClothingBenchmark PHOTOS FOLDER}. Each photo of the test part gets the kind of most of
 * its nearest photos in the training part. How many are asked and how the vectors are whitened is
 * chosen on the validation part. PHOTOS is a copy of {@code alexeygrigorev/clothing-dataset-small}.
 */
public final class ClothingBenchmark {
  private static final List<String> PARTS = List.of("train", "validation", "test");
  private static final List<Integer> NEIGHBOURS = List.of(1, 5, 10, 20);
  private static final List<Double> POWERS = List.of(.3, .5);
  private static final int DIRECTIONS = 256;

  private final List<Path> pictures = new ArrayList<>();
  private final List<String> kinds = new ArrayList<>();

  /** First picture of each part, and one past the last. */
  private final List<Integer> starts = new ArrayList<>();

  private ClothingBenchmark() {}

  /** How the nearest photos are asked, and how many answers are right. */
  private record Choice(ImageVectors vectors, int neighbours, double power, double accuracy) {}

  /** Prints one table in Markdown to stdout. */
  public static void main(String[] arguments) throws IOException {
    ClothingBenchmark benchmark = new ClothingBenchmark();
    benchmark.read(Path.of(arguments[0]));
    benchmark.run(Path.of(arguments[1]).resolve("cache"), System.out);
  }

  private void read(Path folder) throws IOException {
    for (String part : PARTS) {
      starts.add(pictures.size());
      try (Stream<Path> files = Files.walk(folder.resolve(part))) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          pictures.add(file);
          kinds.add(file.getName(file.getNameCount() - 2).toString());
        }
      }
    }
    starts.add(pictures.size());
  }

  private void run(Path cache, PrintStream out) {
    out.printf(
        "%n### Kinds of clothes by nearest neighbours%n%n%,d photos to learn from, %,d to choose"
            + " by, %,d asked, %d kinds; always the commonest kind %.3f%n%n"
            + "| encoder | photos without a vector | chosen: neighbours, whitening | validation |"
            + " test |%n|---|---|---|---|---|%n",
        starts.get(1),
        starts.get(2) - starts.get(1),
        starts.get(3) - starts.get(2),
        kinds.stream().distinct().count(),
        commonest());
    for (String encoder : List.of("mobilenet", "colour")) {
      ItemVectors raw = ImageVectors.encode(pictures, encoder, cache, 1);
      Choice best = chosen(raw);
      out.printf(
          "| `%s` | %d | %d, %.1f | %.3f | **%.3f** |%n",
          encoder,
          raw.size() - raw.count(),
          best.neighbours,
          best.power,
          best.accuracy,
          accuracy(best.vectors, best.neighbours, 2));
    }
    out.flush();
  }

  private Choice chosen(ItemVectors raw) {
    List<Choice> choices = new ArrayList<>();
    for (double power : POWERS) {
      ImageVectors vectors =
          ImageVectors.whitened(raw, starts.get(1), new Whitening.Options(DIRECTIONS, power));
      for (int neighbours : NEIGHBOURS) {
        choices.add(new Choice(vectors, neighbours, power, accuracy(vectors, neighbours, 1)));
      }
    }
    return choices.stream()
        .reduce((one, other) -> other.accuracy > one.accuracy ? other : one)
        .orElseThrow();
  }

  private double accuracy(ImageVectors vectors, int neighbours, int part) {
    int right = 0;
    for (int picture = starts.get(part); picture < starts.get(part + 1); picture++) {
      int[] nearest = vectors.nearest(picture, starts.get(1), neighbours);
      right += kinds.get(picture).equals(commonest(nearest)) ? 1 : 0;
    }
    return (double) right / (starts.get(part + 1) - starts.get(part));
  }

  /** The kind of most of some pictures; of equals, that of the first. */
  private String commonest(int[] some) {
    Map<String, Integer> counts = new HashMap<>();
    for (int picture : some) {
      counts.merge(kinds.get(picture), 1, Integer::sum);
    }
    String best = "";
    for (int picture : some) {
      String kind = kinds.get(picture);
      best = counts.getOrDefault(kind, 0) > counts.getOrDefault(best, 0) ? kind : best;
    }
    return best;
  }

  /** How often the kind with most photos to learn from is right. */
  private double commonest() {
    int[] all = new int[starts.get(1)];
    for (int picture = 0; picture < all.length; picture++) {
      all[picture] = picture;
    }
    String kind = commonest(all);
    List<String> asked = kinds.subList(starts.get(2), starts.get(3));
    return (double) asked.stream().filter(kind::equals).count() / asked.size();
  }
}
