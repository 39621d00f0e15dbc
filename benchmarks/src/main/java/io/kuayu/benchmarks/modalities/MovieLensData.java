package io.kuayu.benchmarks.modalities;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * MovieLens 100K with the posters of MovieLens 1M, which are joined by title and year: what each
 * person gave four stars or five, the first 80 % of it to learn from, the next 10 % to choose by.
 */
final class MovieLensData {
  private static final double MIN_RATING = 4;

  private MovieLensData() {}

  /** What a person did with a film. */
  private record Rating(String film, long time) {}

  /**
   * Writes a configuration with its files.
   *
   * @param ratings a copy of the folder {@code ml-100k}
   * @param films {@code movies.dat} of MovieLens 1M
   * @param posters a folder of files such as {@code 1.jpg}, named by ids of MovieLens 1M
   * @param folder takes {@code kuayu.yaml}, {@code items.csv} and {@code events.csv}
   * @return the configuration
   */
  static Path convert(Path ratings, Path films, Path posters, Path folder) throws IOException {
    Files.createDirectories(folder);
    Set<String> titled = items(ratings, films, posters, folder);
    events(ratings, titled, folder);
    return Files.writeString(
        folder.resolve("kuayu.yaml"),
        """
        workdir: work
        domains:
          films:
            items:
              path: items.csv
              id: item
              title: title
              text: [title, genres]
              attributes: genres
              image: poster
              media-folder: "%s"
            events: { path: events.csv, user: user, item: item, timestamp: timestamp }
        split: { by: column, column: split }
        """
            .formatted(posters.toAbsolutePath()));
  }

  /** Writes the films, and returns their ids. */
  private static Set<String> items(Path ratings, Path films, Path posters, Path folder)
      throws IOException {
    Map<String, String[]> known = new HashMap<>();
    for (String line : Files.readAllLines(films, StandardCharsets.ISO_8859_1)) {
      String[] fields = line.split("::", -1);
      known.put(fields[1], fields);
    }
    Set<String> ids = new HashSet<>();
    try (CsvFile items =
        new CsvFile(folder.resolve("items.csv"), "item", "title", "genres", "poster")) {
      for (String line :
          Files.readAllLines(ratings.resolve("u.item"), StandardCharsets.ISO_8859_1)) {
        String[] fields = line.split("\\|", -1);
        String[] film = known.getOrDefault(fields[1], new String[] {"", fields[1], ""});
        String poster = film[0] + ".jpg";
        boolean isThere = Files.exists(posters.resolve(poster));
        items.write(fields[0], fields[1], film[2].replace('|', ','), isThere ? poster : "");
        ids.add(fields[0]);
      }
    }
    return ids;
  }

  private static void events(Path ratings, Set<String> films, Path folder) throws IOException {
    Map<Integer, List<Rating>> liked = new TreeMap<>();
    for (String line : Files.readAllLines(ratings.resolve("u.data"))) {
      String[] fields = line.split("\t", -1);
      if (films.contains(fields[1]) && Double.parseDouble(fields[2]) >= MIN_RATING) {
        liked
            .computeIfAbsent(Integer.parseInt(fields[0]), _ -> new ArrayList<>())
            .add(new Rating(fields[1], Long.parseLong(fields[3])));
      }
    }
    try (CsvFile events =
        new CsvFile(folder.resolve("events.csv"), "user", "item", "timestamp", "split")) {
      for (Map.Entry<Integer, List<Rating>> person : liked.entrySet()) {
        List<Rating> own = person.getValue();
        own.sort(Comparator.comparingLong(Rating::time).thenComparing(Rating::film));
        for (int index = 0; index < own.size(); index++) {
          Rating rating = own.get(index);
          events.write(
              person.getKey().toString(),
              rating.film(),
              Long.toString(rating.time()),
              part(index, own.size()));
        }
      }
    }
  }

  private static String part(int index, int size) {
    int train = size * 8 / 10;
    return index < train ? "train" : index < train + size / 10 ? "valid" : "test";
  }
}
