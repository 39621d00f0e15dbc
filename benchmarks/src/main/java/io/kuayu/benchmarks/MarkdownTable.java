package io.kuayu.benchmarks;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Rows and cells of tables in Markdown, made of evaluation reports. */
final class MarkdownTable {
  private static final String ABSENT = "–";

  private MarkdownTable() {}

  static void head(PrintStream out, List<String> cells) {
    row(out, cells);
    out.println("|" + "---|".repeat(cells.size()));
  }

  static void row(PrintStream out, List<String> cells) {
    out.println("| " + String.join(" | ", cells) + " |");
  }

  /** Four digits after the point without the zero before it; a dash where there is no number. */
  static String number(JsonNode value) {
    return value.isNumber()
        ? String.format(Locale.ROOT, "%.4f", value.asDouble()).replaceFirst("^0", "")
        : ABSENT;
  }

  /** Hit rate and NDCG at 10 of one domain, with the interval of the latter. */
  static String accuracy(JsonNode domain) {
    JsonNode interval = domain.path("intervals").path("ndcg@10");
    return "%s / %s [%s, %s]"
        .formatted(
            number(domain.path("hr@10")),
            number(domain.path("ndcg@10")),
            number(interval.path(0)),
            number(interval.path(1)));
  }
}
