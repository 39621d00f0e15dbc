package io.kuayu.cli;

import io.kuayu.core.Seed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** Sixty people and forty items a domain, and ways to write them into files. */
final class OwnData {
  static final int PEOPLE = 60;
  static final int ITEMS = 40;

  private static final int EVENTS = 8;
  private static final LocalDateTime START = LocalDateTime.of(2025, 1, 3, 8, 0);

  private final Path folder;

  OwnData(Path folder) {
    this.folder = folder;
  }

  /** An item. */
  record Good(String id, String title, String category, String price) {}

  /** An event. */
  record Act(String user, Good good, LocalDateTime time, String type, int rating, int place) {
    long seconds() {
      return time.toEpochSecond(ZoneOffset.UTC);
    }

    String time(String pattern) {
      return time.format(DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
    }
  }

  /** The items of a domain. */
  static List<Good> goods(String domain) {
    List<Good> goods = new ArrayList<>();
    for (int number = 0; number < ITEMS; number++) {
      goods.add(
          new Good(
              domain.substring(0, 1) + (1000 + number),
              "%s number %s"
                  .formatted(
                      domain, List.of("one", "two", "three", "four").get(number % 4) + number),
              List.of("red", "green", "blue").get(number % 3),
              "%d.%02d".formatted(5 + number, number)));
    }
    return goods;
  }

  /** The events of a domain, in the order of time. */
  static List<Act> acts(String domain) {
    SplittableRandom random = new Seed(7).derive(domain).random();
    List<Good> goods = goods(domain);
    List<Act> acts = new ArrayList<>();
    for (int person = 0; person < PEOPLE; person++) {
      int taste = random.nextInt(ITEMS);
      LocalDateTime time = START.plusHours(random.nextInt(500));
      for (int event = 0; event < EVENTS; event++) {
        time = time.plusMinutes(60 + random.nextInt(5_000));
        acts.add(
            new Act(
                "u" + (100 + person),
                goods.get((taste + random.nextInt(9)) % ITEMS),
                time,
                List.of("view", "cart", "purchase").get(random.nextInt(3)),
                1 + random.nextInt(5),
                event));
      }
    }
    acts.sort(java.util.Comparator.comparing(Act::time));
    return acts;
  }

  /** Writes lines in UTF-8. */
  <T> void lines(String file, String header, List<T> rows, Function<T, String> line)
      throws IOException {
    write(file, header, rows, line, StandardCharsets.UTF_8);
  }

  /** Writes lines; a name that ends with {@code .gz} is packed. */
  <T> void write(
      String file, String header, List<T> rows, Function<T, String> line, Charset charset)
      throws IOException {
    String text = rows.stream().map(line).collect(Collectors.joining("\n", "", "\n"));
    byte[] bytes = ((header.isEmpty() ? "" : header + "\n") + text).getBytes(charset);
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    try (OutputStream out = Files.newOutputStream(path);
        OutputStream packed = file.endsWith(".gz") ? new GZIPOutputStream(out) : out) {
      packed.write(bytes);
    }
  }
}
