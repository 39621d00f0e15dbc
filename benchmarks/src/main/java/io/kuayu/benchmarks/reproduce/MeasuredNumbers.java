package io.kuayu.benchmarks.reproduce;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the runs of a reproduction measured. An expression names the run and then either
 *
 * <ul>
 *   <li>a model of its report and a domain, for hit rate and NDCG at 10;
 *   <li>a model and a path below it, such as {@code transfer/books/helped};
 *   <li>{@code /PATTERN/}, whose groups are the numbers in what the run printed.
 * </ul>
 */
final class MeasuredNumbers {
  static final String PRINTED = "printed.txt";
  static final String REPORT = "report.json";
  private static final List<String> METRICS = List.of("hr@10", "ndcg@10");

  private final Path folder;

  /**
   * @param folder with a folder for each run
   */
  MeasuredNumbers(Path folder) {
    this.folder = folder;
  }

  /**
   * Numbers, and the interval of the last one.
   *
   * @param interval its two ends; empty where none was measured
   */
  record Value(List<Double> numbers, List<Double> interval) {}

  /** The value of an expression. */
  Value of(String expression) throws IOException {
    String[] words = expression.split(" ", 2);
    Path run = folder.resolve(words[0]);
    String rest = words[1];
    if (rest.startsWith("/") && rest.endsWith("/")) {
      return printed(Files.readString(run.resolve(PRINTED)), rest.substring(1, rest.length() - 1));
    }
    String[] place = rest.split(" ", 2);
    JsonNode report = JsonMapper.builder().build().readTree(run.resolve(REPORT).toFile());
    for (JsonNode model : report.path("models").values()) {
      if (model.path("model").asString().equals(place[0])) {
        return below(model, place[1].contains("/") ? place[1] : "domains/" + place[1]);
      }
    }
    throw new IllegalStateException("no model " + place[0] + " in the report of " + run);
  }

  private static Value printed(String text, String pattern) {
    Matcher found = Pattern.compile(pattern, Pattern.MULTILINE).matcher(text);
    if (!found.find()) {
      throw new IllegalStateException("nothing like " + pattern + " was printed");
    }
    List<Double> numbers = new ArrayList<>();
    for (int group = 1; group <= found.groupCount(); group++) {
      numbers.add(number(found.group(group)));
    }
    return new Value(numbers, List.of());
  }

  private static Value below(JsonNode model, String path) {
    JsonNode node = model;
    for (String step : path.split("/", -1)) {
      node = node.path(step);
    }
    if (node.isNumber()) {
      return new Value(List.of(node.asDouble()), List.of());
    }
    JsonNode found = node;
    if (!METRICS.stream().allMatch(metric -> found.path(metric).isNumber())) {
      throw new IllegalStateException("no numbers at " + path + " of the report");
    }
    return new Value(
        METRICS.stream().map(metric -> found.path(metric).asDouble()).toList(),
        found
            .path("intervals")
            .path(METRICS.getLast())
            .valueStream()
            .map(JsonNode::asDouble)
            .toList());
  }

  /** A number as documents and programs write it, with commas between thousands. */
  static double number(String text) {
    return Double.parseDouble(text.replace(",", ""));
  }
}
