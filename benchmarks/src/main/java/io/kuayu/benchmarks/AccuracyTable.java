package io.kuayu.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the reports of {@code kuayu evaluate --report} as tables in Markdown: hr@10 / ndcg@10 by
 * domain, ndcg@10 by segment, and how each model compares with the best by the paired tests.
 *
 * <p>Argument: a folder of report folders, whose names become the headings.
 */
public final class AccuracyTable {
  private static final double LEVEL = .05;

  private final PrintStream out;

  private AccuracyTable(PrintStream out) {
    this.out = out;
  }

  /** Prints the tables to stdout. */
  public static void main(String[] arguments) throws IOException {
    AccuracyTable table = new AccuracyTable(System.out);
    try (Stream<Path> folders = Files.list(Path.of(arguments[0]))) {
      for (Path folder : folders.sorted().toList()) {
        Path report = folder.resolve("report.json");
        if (Files.exists(report)) {
          table.write(folder.getFileName().toString(), read(report));
        }
      }
    }
  }

  private static JsonNode read(Path report) throws IOException {
    return JsonMapper.builder().build().readTree(Files.readString(report));
  }

  private void write(String name, JsonNode report) {
    List<JsonNode> models = new ArrayList<>(report.path("models").values());
    JsonNode first = models.getFirst();
    out.printf(
        "%n### %s%n%nSplit %s, %s part, protocol %s, candidates %s, seed %s; corpus %s.%n%n",
        name,
        first.path("split").asString(),
        first.path("part").asString(),
        first.path("protocol").asString(),
        first.path("candidates").asString(),
        first.path("seed").asString(),
        report.path("provenance").path("corpus").asString());
    measures(models);
    segments(models);
    for (JsonNode model : models) {
      if (model.has("transfer")) {
        transfer(model);
      }
    }
  }

  private void measures(List<JsonNode> models) {
    List<String> domains = names(models.getFirst().path("domains"));
    List<String> head = new ArrayList<>(List.of("model"));
    for (String domain : domains) {
      long people = models.getFirst().path("domains").path(domain).path("users").asLong();
      head.add("%s (n = %,d), hr@10 / ndcg@10 [95 %%]".formatted(domain, people));
    }
    head.addAll(List.of("trained", "memory"));
    MarkdownTable.head(out, head);
    for (JsonNode model : models) {
      List<String> row = new ArrayList<>(List.of("`" + model.path("model").asString() + "`"));
      for (String domain : domains) {
        JsonNode found = model.path("domains").path(domain);
        row.add(MarkdownTable.accuracy(found) + against(models, model, domain));
      }
      row.add(model.has("trainSeconds") ? seconds(model.path("trainSeconds").asDouble()) : "–");
      row.add(
          model.has("peakMemoryMb")
              ? "%,.0f MB".formatted(model.path("peakMemoryMb").asDouble())
              : "–");
      MarkdownTable.row(out, row);
    }
    out.printf(
        "%n\\* differs from the best of its column by the paired randomisation test (Holm, p <"
            + " .05).%n%n");
  }

  /** A star where the test tells the model from the best one. */
  private static String against(List<JsonNode> models, JsonNode model, String domain) {
    String best =
        models.stream()
            .reduce((left, right) -> ndcg(right, domain) > ndcg(left, domain) ? right : left)
            .orElseThrow()
            .path("model")
            .asString();
    for (JsonNode test : model.path("comparisons").values()) {
      if (test.path("domain").asString().equals(domain)
          && test.path("with").asString().equals(best)
          && test.path("adjustedP").asDouble() < LEVEL) {
        return "\\*";
      }
    }
    return "";
  }

  private static double ndcg(JsonNode model, String domain) {
    return model.path("domains").path(domain).path("ndcg@10").asDouble(0);
  }

  private void segments(List<JsonNode> models) {
    List<String> keys = names(models.getFirst().path("segments"));
    List<String> head = new ArrayList<>(List.of("hr@10 / ndcg@10"));
    for (String key : keys) {
      long people = models.getFirst().path("segments").path(key).path("users").asLong();
      head.add("%s (n = %,d)".formatted(key, people));
    }
    MarkdownTable.head(out, head);
    for (JsonNode model : models) {
      List<String> row = new ArrayList<>(List.of("`" + model.path("model").asString() + "`"));
      for (String key : keys) {
        JsonNode found = model.path("segments").path(key);
        row.add(
            MarkdownTable.number(found.path("hr@10"))
                + " / "
                + MarkdownTable.number(found.path("ndcg@10")));
      }
      MarkdownTable.row(out, row);
    }
    out.println();
  }

  private void transfer(JsonNode model) {
    out.printf(
        "Trained on all domains against one alone, `%s`:%n%n", model.path("model").asString());
    MarkdownTable.head(out, List.of("domain", "all, ndcg@10", "alone", "helped", "hurt", "p"));
    for (Map.Entry<String, JsonNode> domain : model.path("transfer").properties()) {
      JsonNode found = domain.getValue();
      MarkdownTable.row(
          out,
          List.of(
              domain.getKey(),
              MarkdownTable.number(found.path("together").path("ndcg@10")),
              MarkdownTable.number(found.path("alone").path("ndcg@10")),
              found.path("helped").asString(),
              found.path("hurt").asString(),
              "%.4f".formatted(found.path("p").asDouble())));
    }
    out.println();
  }

  private static List<String> names(JsonNode node) {
    return List.copyOf(node.propertyNames());
  }

  private static String seconds(double seconds) {
    return seconds < 120
        ? String.format(Locale.ROOT, "%.0f s", seconds)
        : String.format(Locale.ROOT, "%.1f min", seconds / 60);
  }
}
