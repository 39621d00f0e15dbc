package io.kuayu.evaluation.report;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.evaluation.CandidateSampling;
import io.kuayu.evaluation.Evaluation;
import io.kuayu.evaluation.EvaluationResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The report as one self-contained HTML page with its style, script and data, so it can be mailed
 * and read offline. Its tables need no script; names of models and domains are escaped.
 */
final class ReportPage {
  private static final String ECHARTS =
      "META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";
  private static final String OWN = "io/kuayu/evaluation/report/";
  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

  private final EvaluationReport report;
  private final EvaluationResult first;
  private final ReportTables tables;

  private ReportPage(EvaluationReport report) {
    this.report = report;
    this.first = report.models().getFirst().evaluation();
    this.tables = new ReportTables(report);
  }

  /** The whole page, about a megabyte, most of it the chart library. */
  static String write(EvaluationReport report) {
    ReportPage page = new ReportPage(report);
    Map<String, String> parts =
        Map.of(
            "title", Html.text(page.title()),
            "style", style(),
            "body", page.body(),
            "data", Html.json(ChartData.of(report)),
            "echarts", resource(ECHARTS).replace("</script", "<\\/script"),
            "script", resource(OWN + "page.js"));
    return filled(resource(OWN + "page.html"), parts);
  }

  /** The style sheet, in which each width of tables has its own limit for becoming lists. */
  private static String style() {
    String list = resource(OWN + "list.css");
    StringBuilder lists = new StringBuilder();
    Html.LIST_BELOW.forEach(
        (tables, width) ->
            lists.append(filled(list, Map.of("tables", tables, "width", width.toString()))));
    return filled(resource(OWN + "page.css"), Map.of("lists", lists.toString()));
  }

  private static String filled(String text, Map<String, String> parts) {
    return PLACE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(parts.getOrDefault(found.group(1), "")));
  }

  private String title() {
    return "Kuayu evaluation: " + String.join(", ", first.domains());
  }

  private String body() {
    StringBuilder html = new StringBuilder();
    html.append("<header><h1>How well are people served?</h1>\n");
    html.append("<p class=\"soft\">Every model was asked the same questions: what did this person")
        .append(asksForSets() ? " do later" : " do next")
        .append("? The closer to the top the answer stands, the better.</p>\n");
    html.append("</header>\n<main>\n").append(new ReportSummary(report).html());
    if (first.evaluation().candidates() instanceof CandidateSampling.Sampled(int count)) {
      html.append(
          "<p class=\"note\">Ranked among %s sampled candidates, to compare with published figures. Such ranks flatter every model and may change their order (Krichene and Rendle, KDD 2020): judge by the full ranking.</p>\n"
              .formatted(Labels.count(count)));
    }
    if (report.models().stream().anyMatch(model -> model.transfer().isPresent())) {
      html.append(part("What the other domains give", transfer()));
    }
    html.append(part("Every model by every metric", models()))
        .append(part("Rare and common items", frequencies()))
        .append(part("People and items that little is known of", segments()));
    if (!report.comparisons().isEmpty()) {
      html.append(part("Is the difference real?", comparisons()));
    }
    return html.append(part("How it was measured, and how to get the same numbers", reproduce()))
        .append("</main>\n")
        .append(footer())
        .toString();
  }

  /** Details that are folded at first. */
  private static String part(String title, String html) {
    return "<details class=\"part\"><summary><h2>"
        + title
        + "</h2></summary>\n"
        + html
        + "</details>\n";
  }

  private String transfer() {
    String newcomers = tables.newcomerTransfer();
    return "<p class=\"soft\">The model that learnt from all domains against its twin that"
        + " learnt from this domain alone, ndcg@10 person by person.</p>\n"
        + card(tables.transfer())
        + CurvePart.of(report).html()
        + (newcomers.isEmpty()
            ? ""
            : "<h3>people new in the domain</h3>\n<p class=\"soft\">The twin knows nothing of them:"
                + " look at popularity among the segments, too.</p>\n"
                + card(newcomers));
  }

  private boolean asksForSets() {
    return first.evaluation().protocol().asksForSets();
  }

  private String facts() {
    Evaluation evaluation = first.evaluation();
    List<String> facts =
        List.of(
            fact("split", report.split()),
            fact("part", Labels.of(evaluation.part())),
            fact("protocol", evaluation.protocol().name()),
            fact("candidates", evaluation.candidates().toString()),
            fact("questions", Labels.count(evaluation.targets().size())),
            fact("seed", String.valueOf(evaluation.seed().value())));
    return "<ul class=\"facts\">" + String.join("", facts) + "</ul>\n";
  }

  private static String fact(String name, String value) {
    return "<li>" + Html.text(name) + " <b>" + Html.text(value) + "</b></li>";
  }

  private String models() {
    StringBuilder html = new StringBuilder();
    html.append("<div class=\"bar\"><label for=\"metric\" class=\"soft\">Charts show</label>")
        .append("<select id=\"metric\"></select><span class=\"soft\">the lines are 95 %")
        .append(" intervals over people</span></div>\n");
    for (int domain = 0; domain < first.domains().size(); domain++) {
      html.append(heading(domain))
          .append("<div class=\"card\">")
          .append(chart("models", domain))
          .append(tables.models(domain))
          .append("</div>\n");
    }
    return html.toString();
  }

  private String frequencies() {
    StringBuilder html = new StringBuilder();
    html.append("<p class=\"soft\">By how often the target was seen in training. A model that only")
        .append(" serves what is common anyway shows here.</p>\n");
    for (int domain = 0; domain < first.domains().size(); domain++) {
      html.append(heading(domain))
          .append("<div class=\"card\">")
          .append(chart("frequencies", domain))
          .append(tables.frequencies(domain))
          .append("</div>\n");
    }
    return html.toString();
  }

  private String segments() {
    StringBuilder html = new StringBuilder();
    html.append(
        "<p class=\"soft\">ndcg@10; a darker cell is nearer to the best of its column.</p>");
    html.append("<h3>all domains</h3>").append(card(tables.segments()));
    for (int domain = 0; domain < first.domains().size(); domain++) {
      html.append(heading(domain)).append(card(tables.segments(domain)));
    }
    return html.append(tables.segmentMeanings()).toString();
  }

  private String comparisons() {
    StringBuilder html = new StringBuilder();
    html.append("<p class=\"soft\">The model of the line less the model of the column, ndcg@10.")
        .append(" Coloured: a paired randomisation test finds p &lt; .05 after Holm's correction")
        .append(" for all pairs of the domain. Grey: chance explains it as well.</p>\n");
    for (int domain = 0; domain < first.domains().size(); domain++) {
      html.append(heading(domain)).append(card(tables.matrix(domain)));
    }
    return html.append("<details><summary>All tests with intervals and effect sizes</summary>")
        .append(card(tables.comparisons()))
        .append("</details>\n")
        .toString();
  }

  private String reproduce() {
    StringBuilder html = new StringBuilder(facts());
    String command = report.provenance().get("command");
    if (command != null) {
      html.append("<pre>").append(Html.text(command)).append("</pre>\n");
    }
    html.append("<p class=\"soft\">The same data, configuration and seed give the same numbers, on")
        .append(" any number of threads.</p>\n<div class=\"card\"><dl>");
    report
        .provenance()
        .forEach(
            (name, value) -> {
              if (!name.equals("command")) {
                html.append("<dt>%s</dt><dd>%s</dd>".formatted(Html.text(name), Html.text(value)));
              }
            });
    return html.append("</dl></div>\n").toString();
  }

  private static String footer() {
    return "<footer>All numbers of this page stand in <a href=\"report.json\">report.json</a>"
        + " beside it. hr@k: share of questions whose answer is among the first k. ndcg@k: 1"
        + " / log2(1 + rank) within k, else 0. mrr: 1 / rank. coverage@10: share of the"
        + " domain's items that anybody was shown. Ties count against the target; items of"
        + " the history are no candidates; everybody weighs the same.</footer>\n";
  }

  private String heading(int domain) {
    return "<h3>" + Html.text(first.domains().get(domain)) + "</h3>\n";
  }

  private static String chart(String kind, int domain) {
    return "<div class=\"chart\" id=\"" + kind + "-" + domain + "\"></div>\n";
  }

  private static String card(String html) {
    return "<div class=\"card\">" + html + "</div>\n";
  }

  private static String resource(String path) {
    try (InputStream in = ReportPage.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new KuayuException(
            ErrorCode.INSTALLATION_INCOMPLETE,
            "the program is incomplete: " + path + " is missing",
            "build or install it again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new KuayuException(
          ErrorCode.INSTALLATION_INCOMPLETE,
          "cannot read " + path,
          "build or install the program again",
          e);
    }
  }
}
