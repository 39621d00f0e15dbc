package io.kuayu.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.KuayuException;
import io.kuayu.evaluation.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
  private static final String HOSTILE = "<script>alert('1')</script>\u202e{{data}}\u2028";

  @TempDir private Path folder;

  private static JsonNode read(String json) {
    return JsonMapper.shared().readTree(json);
  }

  /** What we wrote ourselves; checked by part, so that a failure does not print a megabyte. */
  private static String withoutChartLibrary(String html) {
    String start = "</script>\n<script>\n";
    int from = html.indexOf(start) + start.length();
    int to = html.indexOf("</script>", from);
    assertThat(to - from).as("the chart library is inside").isGreaterThan(1_000_000);
    return html.substring(0, from) + html.substring(to);
  }

  @Test
  void writesAnObjectForOneModelAndAnArrayForSeveral() {
    assertThat(read(ReportJson.write(Reports.of(List.of("one")))).isObject()).isTrue();
    assertThat(read(ReportJson.write(Reports.of(List.of("one", "two"))))).hasSize(2);
  }

  @Test
  void hasTheShapeOfTheContract() {
    JsonNode one = read(ReportJson.write(Reports.of(List.of("one", "two")))).get(0);
    assertThat(one.get("model").asString()).isEqualTo("one");
    assertThat(one.get("split").asString()).isEqualTo("leave-one-out");
    assertThat(one.get("candidates").asString()).isEqualTo("full");
    assertThat(one.get("seed").asLong()).isEqualTo(42);
    assertThat(one.get("trainSeconds").asDouble()).isEqualTo(12.5);
    assertThat(one.get("peakMemoryMb").asDouble()).isEqualTo(321);
    for (String domain : List.of("food", "kitchen")) {
      JsonNode summary = one.get("domains").get(domain);
      assertThat(summary.get("users").asInt()).isPositive();
      for (String metric : List.of("hr@5", "hr@10", "ndcg@10", "mrr", "coverage@10")) {
        assertThat(summary.get(metric).isNumber()).as(metric).isTrue();
      }
      assertThat(summary.get("intervals").get("ndcg@10")).hasSize(2);
    }
    for (String segment : List.of("cold-item", "sparse-item", "cold-user", "other-domain-last")) {
      JsonNode summary = one.get("segments").get(segment);
      assertThat(summary.has("ndcg@10")).as(segment).isTrue();
      assertThat(summary.get("domains").has("kitchen")).as(segment).isTrue();
    }
    assertThat(one.get("comparisons")).hasSize(2);
    assertThat(one.get("transfer").get("food").get("helped").isNumber()).isTrue();
  }

  @Test
  void saysNullWhereNobodyWasAsked() {
    JsonNode one = read(ReportJson.write(Reports.of(List.of("one"))));
    JsonNode often = one.get("frequencies").get("50+");
    assertThat(often.get("users").asInt()).isZero();
    assertThat(often.get("hr@10").isNull()).isTrue();
  }

  @Test
  void writesOnePageThatAsksNothingOfTheNetwork() throws IOException {
    Path page = ReportFolder.write(Reports.of(List.of("one", "two")), folder.resolve("new/report"));
    String html = withoutChartLibrary(Files.readString(page));
    assertThat(html).contains("Content-Security-Policy", "default-src 'none'", "echarts.init");
    assertThat(html).doesNotContain(" src=", "<link", "@import", "{{", "://");
    assertThat(page.resolveSibling("report.json")).exists();
    try (var files = Files.list(page.resolveSibling(""))) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void escapesNamesThatOthersChose() throws IOException {
    Path page = ReportFolder.write(Reports.of(List.of(HOSTILE, "two")), folder);
    String html = withoutChartLibrary(Files.readString(page));
    assertThat(html).doesNotContain("<script>alert", "\u202e", "\u2028");
    assertThat(html).contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;");
    assertThat(html).contains("\\u003cscript\\u003ealert");
    assertThat(read(Files.readString(page.resolveSibling("report.json"))).get("models")).hasSize(2);
  }

  @Test
  void saysWhereItCannotWrite() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> ReportFolder.write(Reports.of(List.of("one")), file))
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("cannot write the report");
  }

  @Test
  void printsTheSameNumbersAsText() {
    EvaluationReport report = Reports.of(List.of("one", "zwei\u001b[31m"));
    String text = ConsoleReport.write(report);
    double ndcg =
        read(ReportJson.write(report)).get(0).get("domains").get("food").get("ndcg@10").asDouble();
    assertThat(text).contains("food: ", "kitchen: ", "transfer", Labels.number(ndcg));
    assertThat(text).doesNotContain("\u001b");
  }

  @Test
  void tellsWhenOtherDomainsHelp() throws IOException {
    EvaluationReport report = Reports.withCurves(List.of("one"));
    JsonNode transfer = read(ReportJson.write(report)).get("transfer");
    JsonNode known = transfer.at("/food/curve/knownEvents");
    assertThat(known.get(0).get("events").asString()).isEqualTo("0");
    assertThat(known.get(0).get("together").has("ndcg@10")).isTrue();
    for (String field : List.of("users", "difference", "helped", "p", "adjustedP")) {
      assertThat(known.get(0).get(field).isNumber()).as(field).isTrue();
    }
    assertThat(transfer.at("/food/curve/leftKnown")).hasSize(4);
    JsonNode people = transfer.at("/kitchen/curve/trainingPeople");
    assertThat(people).hasSize(4);
    assertThat(people.get(0).get("share").asDouble()).isEqualTo(1);
    assertThat(people.get(0).get("people").asInt())
        .isGreaterThan(people.get(1).get("people").asInt());
    assertThat(people.get(0).get("difference")).isEqualTo(transfer.at("/kitchen/difference"));
    JsonNode overall = read(ReportJson.write(report)).at("/transferOverall/knownEvents");
    assertThat(overall.get(overall.size() - 1).get("events").asString()).isEqualTo("1-2");
    String text = ConsoleReport.write(report);
    assertThat(text)
        .contains("known events in the domain, ndcg@10", "people the domain has to learn from");
    String html =
        withoutChartLibrary(Files.readString(ReportFolder.write(report, folder.resolve("curve"))));
    assertThat(html).contains("id=\"curve-6\"", "known events of the person in food");
    JsonNode without = read(ReportJson.write(Reports.of(List.of("one"))));
    assertThat(without.at("/transfer/food").has("curve")).isFalse();
  }

  @Test
  void keepsColumnsStraight() {
    String table =
        new TextTable(List.of("商品", "n"))
            .row(List.of("深度学习", "7"))
            .row(List.of("a", "12"))
            .toString();
    assertThat(table).isEqualTo("  商品       n\n  深度学习   7\n  a         12\n");
  }
}
