package io.kuayu.benchmarks.reproduce;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands that rebuild the numbers of one table, and the places of the documents that show
 * them.
 *
 * @param name how it is asked for
 * @param title what it measures
 * @param data the folder of the data set that it needs; empty where it needs none
 * @param runs command lines by name, in the order in which they run
 * @param claims where the documents show its numbers
 * @param quotes numbers of the documents that no command here rebuilds, and why they are not
 */
record Reproduction(
    String name,
    String title,
    String data,
    Map<String, String> runs,
    List<DocumentedClaim> claims,
    List<DocumentedClaim> quotes) {
  private static final Pattern HEAD = Pattern.compile("\\[(?<name>[a-z0-9-]+)] (?<title>.+)");
  private static final Pattern LINE =
      Pattern.compile("(?<kind>data|run|says|quotes) (?<where>[^:]+):\\s+(?<rest>.+)");

  /** Reads {@code benchmarks/reproduce.list}, whose first lines describe its form. */
  static List<Reproduction> read(Path list) throws IOException {
    List<Reproduction> found = new ArrayList<>();
    String data = "";
    for (String line : Files.readAllLines(list)) {
      Matcher head = HEAD.matcher(line);
      Matcher part = LINE.matcher(line);
      if (head.matches()) {
        found.add(
            new Reproduction(
                head.group("name"),
                head.group("title"),
                data,
                new LinkedHashMap<>(),
                new ArrayList<>(),
                new ArrayList<>()));
      } else if (part.matches()) {
        if (part.group("kind").equals("data")) {
          data = part.group("rest").equals("none") ? "" : part.group("rest");
        } else {
          found.getLast().add(part.group("kind"), part.group("where"), part.group("rest"));
        }
      } else if (!line.isBlank() && !line.startsWith("#")) {
        throw new IllegalArgumentException(list + " has a line of no known form: " + line);
      }
    }
    return List.copyOf(found);
  }

  private void add(String kind, String where, String rest) {
    switch (kind) {
      case "run" -> runs.put(where, rest);
      case "says" -> claims.add(DocumentedClaim.of(where, rest));
      default -> quotes.add(DocumentedClaim.of(where, rest));
    }
  }
}
