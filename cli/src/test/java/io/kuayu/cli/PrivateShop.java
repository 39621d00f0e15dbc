package io.kuayu.cli;

import io.kuayu.cli.Shop.Outcome;
import io.kuayu.core.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** A small shop of food and kitchen whose people have ids that no other text holds by chance. */
final class PrivateShop {
  private static final int ITEMS = 40;
  private static final int EVENTS = 6;

  private final Path folder;

  PrivateShop(Path folder) {
    this.folder = folder;
  }

  static String user(int number) {
    return "somebody-%04d".formatted(number);
  }

  Path configuration() {
    return folder.resolve("kuayu.yaml");
  }

  Path work() {
    return folder.resolve("work");
  }

  /**
   * @param privacy the block of that name
   */
  PrivateShop write(int people, String model, String privacy) throws IOException {
    SplittableRandom random = new Seed(11).random();
    List<StringBuilder> files = new ArrayList<>();
    for (String domain : List.of("food", "kitchen")) {
      StringBuilder items = new StringBuilder("item,title\n");
      for (int item = 0; item < ITEMS; item++) {
        items.append("%s%d,Title of %d%n".formatted(domain.charAt(0), item, item));
      }
      Files.writeString(folder.resolve(domain + "-items.csv"), items);
      files.add(new StringBuilder("user,item,time\n"));
    }
    for (int person = 0; person < people; person++) {
      int taste = random.nextInt(ITEMS);
      for (int event = 0; event < 2 * EVENTS; event++) {
        int item = (taste + random.nextInt(5)) % ITEMS;
        int time = 1_700_000_000 + person * 1000 + event * 60;
        String name = (event % 2 == 0 ? "f" : "k") + item;
        files.get(event % 2).append("%s,%s,%d%n".formatted(user(person), name, time));
      }
    }
    Files.writeString(folder.resolve("food-events.csv"), files.getFirst());
    Files.writeString(folder.resolve("kitchen-events.csv"), files.getLast());
    Files.writeString(
        configuration(),
        """
        workdir: work
        seed: 42
        domains:
          food:
            items:  { path: food-items.csv, id: item, text: [title] }
            events: { path: food-events.csv, user: user, item: item, timestamp: time }
          kitchen:
            items:  { path: kitchen-items.csv, id: item, text: [title] }
            events: { path: kitchen-events.csv, user: user, item: item, timestamp: time }
        split: { by: leave-one-out }
        model: %s
        privacy: %s
        """
            .formatted(model, privacy));
    return this;
  }

  Outcome run(String command, String... arguments) {
    return new Shop(folder).run(command, arguments);
  }

  /** Runs a command of commands, such as {@code consent show}. */
  Outcome run(List<String> command, String... arguments) {
    return new Shop(folder).run(command, arguments);
  }

  /** The files of the work folder that hold a text, in bytes or packed in a table. */
  List<Path> filesWith(String text) {
    try (Stream<Path> files = Files.walk(work())) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, text)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean holds(Path file, String text) {
    if (file.toString().endsWith(".parquet")) {
      return tableHolds(file, text);
    }
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean tableHolds(Path file, String text) {
    String query =
        "SELECT count(*) FROM read_parquet('%s') AS rows WHERE contains(CAST(rows AS VARCHAR), '%s')"
            .formatted(file, text);
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = database.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      return found.next() && found.getLong(1) > 0;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
