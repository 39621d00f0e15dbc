package io.kuayu.benchmarks.reproduce;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs commands of {@code benchmarks/reproduce.list} and prints what they measured beside what the
 * documents say: {@code Reproduce ROOT NAME|all DATA FOLDER}. Ends with 1 where a number differs.
 */
public final class Reproduce {
  /** In a folder of a run whose command ended well. */
  private static final String DONE = "done";

  private final Path root;
  private final Path data;
  private final Path folder;
  private final PrintStream out;
  private int equal;
  private int different;

  /**
   * @param root of the repository
   * @param data holds the folders of data sets
   * @param folder takes everything that is made
   */
  Reproduce(Path root, Path data, Path folder, PrintStream out) {
    this.root = root;
    this.data = data;
    this.folder = folder;
    this.out = out;
  }

  /** Prints a table for each reproduction to stdout. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path root = Path.of(arguments[0]);
    List<Reproduction> all = Reproduction.read(root.resolve("benchmarks/reproduce.list"));
    List<Reproduction> chosen =
        arguments[1].equals("all")
            ? all
            : all.stream().filter(one -> one.name().equals(arguments[1])).toList();
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "no '" + arguments[1] + "' among " + all.stream().map(Reproduction::name).toList());
    }
    Reproduce reproduce =
        new Reproduce(
            root,
            Path.of(arguments[2]).toAbsolutePath(),
            Path.of(arguments[3]).toAbsolutePath(),
            System.out);
    for (Reproduction one : chosen) {
      reproduce.rebuild(one);
    }
    reproduce.out.printf("%n%d numbers equal, %d differ%n", reproduce.equal, reproduce.different);
    reproduce.out.flush();
    System.exit(reproduce.different == 0 ? 0 : 1);
  }

  private void rebuild(Reproduction one) throws IOException, InterruptedException {
    out.printf("%n%s: %s%n", one.name(), one.title());
    if (!one.data().isEmpty() && !Files.isDirectory(data.resolve(one.data()))) {
      out.printf("left out: no data in %s%n", data.resolve(one.data()));
      return;
    }
    for (Map.Entry<String, String> run : one.runs().entrySet()) {
      run(one, run.getKey(), run.getValue());
    }
    compare(one, new MeasuredNumbers(folder.resolve(one.name())));
  }

  /** Prints each number of the documents beside the measured one. */
  void compare(Reproduction one, MeasuredNumbers measured) throws IOException {
    for (DocumentedClaim claim : one.claims()) {
      for (DocumentedClaim.Shown number : claim.numbers(root)) {
        Verdict verdict = Verdict.of(number.text(), measured.of(number.expression()));
        equal += verdict.isEqual() ? 1 : 0;
        different += verdict.isEqual() ? 0 : 1;
        out.printf(
            Locale.ROOT,
            "%-44s %-40s %14s %14s  %s%n",
            number.document() + ":" + number.line(),
            number.expression(),
            number.text(),
            verdict.measured(),
            verdict.said());
      }
    }
    out.flush();
  }

  /** Runs a command unless it has ended well before. */
  private void run(Reproduction one, String name, String command)
      throws IOException, InterruptedException {
    Path made = folder.resolve(one.name()).resolve(name);
    if (Files.exists(made.resolve(DONE))) {
      return;
    }
    Files.createDirectories(made);
    List<String> words = words(command, folder, made);
    out.printf("%s%n", String.join(" ", words));
    out.flush();
    ProcessBuilder process =
        new ProcessBuilder(words)
            .directory(root.toFile())
            .redirectOutput(made.resolve(MeasuredNumbers.PRINTED).toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectInput(new File("/dev/null"));
    process.environment().put("KUAYU_DATA", data.resolve(one.data()).toString());
    int code = process.start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("ended with " + code + ": " + String.join(" ", words));
    }
    Files.createFile(made.resolve(DONE));
  }

  /**
   * The words of a command line, {@code $WORK} replaced by a folder for what is prepared and
   * trained. An evaluation gets a report.
   */
  static List<String> words(String command, Path folder, Path made) {
    String work = folder.resolve("work").toString();
    String reported =
        command.startsWith("./kuayu evaluate") ? command + " --report " + made : command;
    return Arrays.stream(reported.strip().split("\\s+"))
        .map(word -> word.replace("$WORK", work))
        .toList();
  }
}
