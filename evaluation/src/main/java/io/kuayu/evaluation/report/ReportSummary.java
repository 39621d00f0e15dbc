package io.kuayu.evaluation.report;

import io.kuayu.evaluation.Comparison;
import io.kuayu.evaluation.EvaluationResult;
import io.kuayu.evaluation.Metric;
import io.kuayu.evaluation.Summary;
import io.kuayu.evaluation.Transfer;
import java.util.Comparator;
import java.util.Optional;

/** The first screen of the page: who was found, by which model, and what other domains gave. */
final class ReportSummary {
  private final EvaluationReport report;
  private final EvaluationResult first;

  ReportSummary(EvaluationReport report) {
    this.report = report;
    this.first = report.models().getFirst().evaluation();
  }

  /** A card for each domain in which somebody was asked, as HTML. */
  String html() {
    StringBuilder html = new StringBuilder("<div class=\"cards\">\n");
    for (int domain = 0; domain < first.domains().size(); domain++) {
      ModelResult best = report.best(domain);
      Summary summary = best.evaluation().domain(domain);
      if (summary.users() > 0) {
        html.append("<section class=\"card\"><h3>")
            .append(Html.text(first.domains().get(domain)))
            .append("</h3>\n")
            .append(found(summary))
            .append(model(best, summary, domain))
            .append(gift(domain))
            .append("</section>\n");
      }
    }
    html.append("</div>\n");
    if (first.domains().size() > 1
        && report.models().stream().allMatch(model -> model.transfer().isEmpty())) {
      html.append("<p class=\"soft\">What the domains give each other was not measured:")
          .append(" <code>--transfer</code> does.</p>\n");
    }
    return html.toString();
  }

  private String found(Summary summary) {
    double share = summary.value(Metric.hit(10));
    String people =
        summary.targets() == summary.users()
            ? "%s of %s people"
                .formatted(
                    Labels.count(Math.round(share * summary.users())),
                    Labels.count(summary.users()))
            : "the mean of %s people over %s choices"
                .formatted(Labels.count(summary.users()), Labels.count(summary.targets()));
    boolean asksForSets = first.evaluation().protocol().asksForSets();
    return "<div class=\"big\">%d <small>of 100 people find %s among the first ten (%s)</small></div>\n"
        .formatted(
            Math.round(100 * share),
            asksForSets ? "something that they chose later" : "what they chose next",
            people);
  }

  private String model(ModelResult best, Summary summary, int domain) {
    return "<p class=\"soft\">with <b>%s</b>, the best by ndcg@10 (%s), among %s items</p>\n"
        .formatted(
            Html.text(best.name()),
            summary.estimate(Metric.NDCG_10).map(Labels::interval).orElse("–"),
            Labels.count(first.evaluation().catalogue().ordinals(domain).length));
  }

  /** What the other domains gave this one, in the best model of which that was measured. */
  private String gift(int domain) {
    String name = first.domains().get(domain);
    return report.models().stream()
        .filter(model -> row(model, name).isPresent())
        .max(
            Comparator.comparingDouble(
                model -> model.evaluation().domain(domain).value(Metric.NDCG_10)))
        .map(model -> gift(model.name(), row(model, name).orElseThrow()))
        .orElse("");
  }

  private static Optional<Transfer.Row> row(ModelResult model, String domain) {
    return model.transfer().stream()
        .flatMap(transfer -> transfer.rows().stream())
        .filter(row -> row.domain().equals(domain))
        .findFirst();
  }

  private static String gift(String model, Transfer.Row row) {
    double mean = row.difference().mean().value();
    boolean isClear = row.difference().p() < Comparison.LEVEL;
    String percent = Labels.percent(row);
    return "<p>The other domains <b class=\"%s\">%s</b>: ndcg@10 %s instead of %s with %s; better for %s people, worse for %s.</p>\n"
        .formatted(
            isClear ? mean > 0 ? "good" : "bad" : "soft",
            (isClear ? mean > 0 ? "help" : "hurt" : "make no clear difference")
                + (isClear && !percent.isEmpty() ? " (" + percent + ")" : ""),
            Labels.number(row.together().value(Metric.NDCG_10)),
            Labels.number(row.alone().value(Metric.NDCG_10)),
            Html.text(model),
            Labels.count(row.difference().better()),
            Labels.count(row.difference().worse()));
  }
}
