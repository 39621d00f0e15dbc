package io.kuayu.application.init;

import io.kuayu.application.WrongUsage;
import io.kuayu.core.ErrorCode;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds the files that a person means: files as they are, folders with everything below them that
 * may be data, patterns such as {@code logs/*.csv.gz}. Files whose names differ in numbers alone
 * become one input.
 */
final class InputFiles {
  private static final int MAX_FILES = 10_000;
  private static final String DATA =
      ".*\\.(csv|tsv|tab|txt|dat|data|item|inter|user|jsonl|ndjson|json|parquet|log)(\\.gz|\\.zst)?";
  private static final String NO_DATA = "(?i)(readme|license|licence|changelog|notice)\\b.*";

  private InputFiles() {}

  /**
   * The inputs in the order of their names.
   *
   * @param given files, folders and patterns
   * @param folder of the configuration, to which the names of inputs are relative
   * @throws WrongUsage where one of them is not there
   */
  static List<DataInput> find(List<String> given, Path folder) throws IOException {
    Set<Path> files = new LinkedHashSet<>();
    for (String one : given) {
      Path path = Path.of(one.replaceFirst("[*?{\\[].*", "x"));
      if (Files.isDirectory(Path.of(literal(one)))) {
        files.addAll(below(Path.of(literal(one)), "**", one));
      } else if (!literal(one).equals(one)) {
        Path base = path.getParent() == null ? Path.of("") : path.getParent();
        files.addAll(
            below(base, one.substring(written(base).length()).replaceFirst("^/", ""), one));
      } else if (Files.isRegularFile(Path.of(one))) {
        files.add(Path.of(one));
      } else {
        throw new WrongUsage(
            ErrorCode.FILE_MISSING,
            "there is no file or folder " + Path.of(one).toAbsolutePath().normalize(),
            "name files of events and items, or the folder that holds them");
      }
    }
    Map<String, List<Path>> groups = new TreeMap<>();
    for (Path file : files) {
      String name = relative(file, folder);
      groups.computeIfAbsent(pattern(name), _ -> new ArrayList<>()).add(file);
    }
    List<DataInput> inputs = new ArrayList<>();
    groups.forEach(
        (pattern, all) ->
            inputs.add(
                new DataInput(
                    all.size() == 1 ? relative(all.getFirst(), folder) : pattern,
                    all.stream().sorted().toList())));
    return inputs;
  }

  /** What stands before the first sign of a pattern; the whole where there is none. */
  private static String literal(String given) {
    return Files.exists(Path.of(given)) || !given.matches(".*[*?{\\[].*")
        ? given
        : given.replaceFirst("[*?{\\[].*", "");
  }

  private static List<Path> below(Path base, String pattern, String given) throws IOException {
    boolean all = pattern.equals("**");
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(base)) {
      try (Stream<Path> walk = Files.walk(base, 8)) {
        walk.filter(Files::isRegularFile)
            .filter(
                file ->
                    all ? isData(base.relativize(file)) : matcher.matches(base.relativize(file)))
            .limit(MAX_FILES)
            .sorted()
            .forEach(found::add);
      }
    }
    if (found.isEmpty()) {
      throw new WrongUsage(
          ErrorCode.FILE_MISSING,
          "there is no file of data in " + given,
          "name files of events and items: CSV, TSV, JSON Lines, Parquet, also packed as .gz or .zst");
    }
    return found;
  }

  /** Whether a file in a folder may be data: no hidden one, and none that Kuayu made. */
  private static boolean isData(Path file) {
    for (Path part : file) {
      String name = part.toString();
      if (name.startsWith(".") || name.startsWith("_") || name.equals("work")) {
        return false;
      }
    }
    String name = file.getFileName().toString();
    return name.toLowerCase(Locale.ROOT).matches(DATA) && !name.matches(NO_DATA);
  }

  /** The path from the folder of the configuration; absolute where it is far from there. */
  private static String relative(Path file, Path folder) {
    Path absolute = file.toAbsolutePath().normalize();
    Path home = folder.toAbsolutePath().normalize();
    Path parent = home.getParent();
    boolean near =
        absolute.startsWith(home)
            || (parent != null && parent.getNameCount() > 0 && absolute.startsWith(parent));
    return written(near ? home.relativize(absolute) : absolute);
  }

  private static String written(Path path) {
    return path.toString().replace('\\', '/');
  }

  /** The name with what differs between parts of one source replaced by stars. */
  private static String pattern(String name) {
    int slash = name.lastIndexOf('/');
    StringBuilder pattern = new StringBuilder();
    for (String folder : slash < 0 ? new String[0] : name.substring(0, slash).split("/", -1)) {
      pattern.append(
          folder.matches("\\d{1,4}")
              ? "*"
              : folder
                  .replaceFirst("^(\\w+)=.*", "$1=*")
                  .replaceAll("\\d{4}-\\d\\d(-\\d\\d)?", "*"));
      pattern.append('/');
    }
    String file = name.substring(slash + 1);
    int dot = file.indexOf('.', 1);
    String stem = dot < 0 ? file : file.substring(0, dot);
    String rest = dot < 0 ? "" : file.substring(dot);
    boolean part = rest.toLowerCase(Locale.ROOT).matches(DATA.replaceFirst("\\.\\*", ""));
    return pattern
        + (part && stem.length() > 1 ? stem.replaceAll("\\d+([-_]\\d+)*", "*") + rest : file);
  }
}
