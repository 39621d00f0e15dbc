package io.kuayu.cli;

import io.kuayu.core.Seed;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A small generated shop of two domains in a folder, and the commands on it. */
final class Shop {
  /** Ids that tempt a reader, a shell or a file system. */
  static final List<String> ODD = List.of("深度学习", "a\"b'c", "tab\there", "../../up", "x,y:z", " ");

  private final Path folder;

  Shop(Path folder) {
    this.folder = folder;
  }

  /** What a command did. */
  record Outcome(int code, String out, String err) {}

  /** Writes files with that many people and items per domain. */
  Shop write(int people, int items) throws IOException {
    SplittableRandom random = new Seed(7).random();
    for (String domain : List.of("books", "games")) {
      StringBuilder list = new StringBuilder("item,title\n");
      for (int item = 0; item < items; item++) {
        list.append(quoted(item(item))).append(',').append("Title of ").append(item).append('\n');
      }
      Files.writeString(folder.resolve(domain + "-items.csv"), list);
      StringBuilder events = new StringBuilder("user,item,time\n");
      for (int person = 0; person < people; person++) {
        int taste = random.nextInt(items);
        for (int event = 0; event < 6; event++) {
          int item = (taste + random.nextInt(5)) % items;
          int time = 1_700_000_000 + person * 1000 + event * 60 + random.nextInt(50);
          events.append(quoted(user(person))).append(',').append(quoted(item(item)));
          events.append(',').append(time).append('\n');
        }
      }
      Files.writeString(folder.resolve(domain + "-events.csv"), events);
    }
    Files.writeString(
        folder.resolve("kuayu.yaml"),
        """
        workdir: work
        seed: 42
        domains:
          books:
            items:  { path: books-items.csv, id: item, text: [title] }
            events: { path: books-events.csv, user: user, item: item, timestamp: time }
          games:
            items:  { path: games-items.csv, id: item, text: [title] }
            events: { path: games-events.csv, user: user, item: item, timestamp: time }
        split: { by: leave-one-out }
        model: item-knn
        """);
    return this;
  }

  static String item(int number) {
    return number < ODD.size() - 1 ? ODD.get(number) : "i" + number;
  }

  static String user(int number) {
    return number < ODD.size() - 1 ? ODD.get(number) : "u" + number;
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /** Replaces text in one of the files. */
  void change(String name, String from, String to) throws IOException {
    Path file = folder.resolve(name);
    String text = Files.readString(file);
    if (!text.contains(from)) {
      throw new IllegalArgumentException(name + " does not contain " + from);
    }
    Files.writeString(file, text.replace(from, to));
  }

  /** Runs a command in this JVM. */
  Outcome run(String command, String... arguments) {
    return run(List.of(command), arguments);
  }

  /** Runs a command of commands, such as {@code keys list}. */
  Outcome run(List<String> command, String... arguments) {
    List<String> all = new ArrayList<>(command);
    // The options of a command of commands stand before the second one.
    all.addAll(1, List.of("-c", folder.resolve("kuayu.yaml").toString()));
    all.addAll(List.of(arguments));
    return execute(all.toArray(String[]::new));
  }

  /** Runs a command in this JVM with these arguments alone. */
  static Outcome execute(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
    return new Outcome(code, out.toString(), err.toString());
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
