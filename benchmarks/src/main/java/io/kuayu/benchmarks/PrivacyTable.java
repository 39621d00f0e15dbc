package io.kuayu.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the reports and attacks of {@code benchmarks/privacy} as one table in Markdown: what each
 * model promises, how well it ranks, how long it trains, and what was found out about its people.
 *
 * <p>Argument: a folder of report folders.
 */
public final class PrivacyTable {
  private static final Pattern ATTACK =
      Pattern.compile(
          "\\S+ +(?<kind>loss|shadows) +(?<later>|\\+\\d+ days) *AUC +(?<area>[^\\]]+]).*");

  private PrivacyTable() {}

  /** Prints the table to stdout. */
  public static void main(String[] arguments) throws IOException {
    boolean first = true;
    try (Stream<Path> folders = Files.list(Path.of(arguments[0]))) {
      for (Path folder : folders.sorted().toList()) {
        Path report = folder.resolve("report.json");
        if (Files.exists(report)) {
          JsonNode read = JsonMapper.builder().build().readTree(Files.readString(report));
          if (first) {
            head(read);
            first = false;
          }
          MarkdownTable.row(System.out, cells(folder, read));
        }
      }
    }
  }

  private static void head(JsonNode report) {
    List<String> head = new ArrayList<>(List.of("model", "privacy"));
    for (String domain : report.path("models").path(0).path("domains").propertyNames()) {
      head.add(domain + ", hr@10 / ndcg@10 [95 %]");
    }
    head.addAll(List.of("trained", "attack by loss, AUC [95 %]", "by shadows"));
    MarkdownTable.head(System.out, head);
  }

  private static List<String> cells(Path folder, JsonNode report) throws IOException {
    JsonNode model = report.path("models").path(0);
    String name = model.path("model").asString();
    List<String> cells = new ArrayList<>();
    cells.add("`" + name + "`");
    cells.add(report.path("provenance").path("privacy of " + name).asString("none"));
    for (JsonNode domain : model.path("domains").values()) {
      cells.add(MarkdownTable.accuracy(domain));
    }
    cells.add(String.format(Locale.ROOT, "%.0f s", model.path("trainSeconds").asDouble()));
    cells.add(attack(folder, "loss"));
    cells.add(attack(folder, "shadows"));
    return cells;
  }

  /** What stands in the lines of an attack before their verdicts. */
  private static String attack(Path folder, String kind) throws IOException {
    Path file = folder.resolve("attack.txt");
    if (!Files.exists(file)) {
      return "–";
    }
    return Files.readAllLines(file).stream()
        .map(ATTACK::matcher)
        .filter(line -> line.matches() && line.group("kind").equals(kind))
        .map(line -> (line.group("later") + " " + line.group("area")).strip())
        .collect(Collectors.joining("; "));
  }
}
