package io.kuayu.cli;

import io.kuayu.cli.Shop.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One of the examples with its own configuration, on a small cut of its real data. */
final class ExampleProject {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  private final Path configuration;

  private ExampleProject(Path configuration) {
    this.configuration = configuration;
  }

  /** Where the data of the examples lie, beside the repository; they are not part of it. */
  static Path data(String name) {
    return REPOSITORY.resolve("../shared/data").resolve(name).normalize();
  }

  /**
   * Copies a configuration and the data that it names, where a fresh clone has them.
   *
   * @param example folder of the example
   * @param data folder of its data
   * @param users by their ids: whose events are in the cut
   */
  static ExampleProject cut(
      Path folder, String example, String configuration, String data, Predicate<String> users)
      throws IOException {
    Path own = Files.createDirectories(folder.resolve("clone/examples").resolve(example));
    String text =
        Files.readString(REPOSITORY.resolve("examples").resolve(example).resolve(configuration));
    // Whoever has set KUAYU_DATA shall not test the whole data.
    Path copy = own.resolve(configuration);
    Files.writeString(copy, text.replaceAll("\\$\\{KUAYU_DATA:-([^}]*)}", "$1"));
    Path files = Files.createDirectories(folder.resolve("shared/data").resolve(data));
    try (Stream<Path> all = Files.list(data(data))) {
      for (Path file : all.filter(each -> each.toString().endsWith(".tsv")).toList()) {
        List<String> lines = Files.readAllLines(file);
        boolean events = lines.getFirst().startsWith("user_id\t");
        Files.write(
            files.resolve(file.getFileName()),
            lines.stream()
                .filter(line -> !events || line.startsWith("user_id") || users.test(user(line)))
                .toList());
      }
    }
    return new ExampleProject(copy);
  }

  private static String user(String line) {
    return line.substring(0, line.indexOf('\t'));
  }

  /** Runs a command in this JVM, with one thread. */
  Outcome run(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of(command, "-c", configuration.toString()));
    all.addAll(List.of("-s", "threads=1"));
    all.addAll(List.of(arguments));
    return Shop.execute(all.toArray(String[]::new));
  }
}
