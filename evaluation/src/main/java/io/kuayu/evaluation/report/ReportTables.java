package io.kuayu.evaluation.report;

import io.kuayu.evaluation.Comparison;
import io.kuayu.evaluation.Difference;
import io.kuayu.evaluation.Estimate;
import io.kuayu.evaluation.EvaluationResult;
import io.kuayu.evaluation.Metric;
import io.kuayu.evaluation.Segment;
import io.kuayu.evaluation.Summary;
import io.kuayu.evaluation.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The tables of the page, as HTML. */
final class ReportTables {
  private final EvaluationReport report;
  private final EvaluationResult first;

  ReportTables(EvaluationReport report) {
    this.report = report;
    this.first = report.models().getFirst().evaluation();
  }

  /** Every metric of every model in one domain. */
  String models(int domain) {
    List<String> head = new ArrayList<>(List.of("model"));
    Metric.ALL.forEach(metric -> head.add(Html.text(metric.name())));
    head.addAll(List.of("coverage@10", "trained", "memory"));
    List<String> rows = new ArrayList<>();
    for (ModelResult model : report.models()) {
      Summary summary = model.evaluation().domain(domain);
      StringBuilder row = new StringBuilder(Html.name(model.name()));
      for (Metric metric : Metric.ALL) {
        boolean best = summary.users() > 0 && summary.value(metric) == best(domain, metric);
        row.append(Html.cell(best ? "best" : "", estimate(summary.estimate(metric))));
      }
      row.append(Html.cell("", Labels.orElse(summary.coverage(), Labels::number, "–")));
      row.append(Html.cell("", Labels.orElse(model.trainSeconds(), Labels::seconds, "–")));
      row.append(Html.cell("", Labels.orElse(model.peakMemoryMb(), Labels::megabytes, "–")));
      rows.add(row.toString());
    }
    return Html.table(head, rows);
  }

  private double best(int domain, Metric metric) {
    return max(model -> model.evaluation().domain(domain).value(metric));
  }

  private double max(ToDoubleFunction<ModelResult> value) {
    return report.models().stream().mapToDouble(value).max().orElse(0);
  }

  /** By frequency of the target, in one domain. */
  String frequencies(int domain) {
    return heat(Segment.FREQUENCIES, "seen ", (result, segment) -> result.segment(segment, domain));
  }

  /** The segments over all domains. */
  String segments() {
    return heat(Segment.STANDARD, "", EvaluationResult::segment);
  }

  /** The segments of one domain. */
  String segments(int domain) {
    return heat(Segment.STANDARD, "", (result, segment) -> result.segment(segment, domain));
  }

  /** The definition of each segment. */
  String segmentMeanings() {
    StringBuilder html = new StringBuilder("<dl>");
    for (Segment segment : Segment.STANDARD) {
      html.append(
          "<dt>%s</dt><dd>%s</dd>"
              .formatted(Html.text(segment.key()), Html.text(segment.meaning())));
    }
    return html.append("</dl>\n").toString();
  }

  private String heat(
      List<Segment> segments,
      String prefix,
      BiFunction<EvaluationResult, Segment, Summary> summary) {
    List<String> head = new ArrayList<>(List.of("model"));
    for (Segment segment : segments) {
      head.add(
          Html.text(prefix + segment.key())
              + "<br>n = "
              + Html.text(Labels.people(summary.apply(first, segment))));
    }
    List<String> rows = new ArrayList<>();
    for (ModelResult model : report.models()) {
      StringBuilder row = new StringBuilder(Html.name(model.name()));
      for (Segment segment : segments) {
        double best = max(each -> summary.apply(each.evaluation(), segment).value(Metric.NDCG_10));
        Summary own = summary.apply(model.evaluation(), segment);
        double value = own.value(Metric.NDCG_10);
        row.append(
            "<td class=\"heat%s\" style=\"--share:%.2f\">%s</td>"
                .formatted(
                    best > 0 && value == best ? " best" : "",
                    best == 0 ? 0 : value / best,
                    estimate(own.estimate(Metric.NDCG_10))));
      }
      rows.add(row.toString());
    }
    return Html.table(head, rows);
  }

  /** All measured transfers. */
  String transfer() {
    return transfer(Transfer::rows);
  }

  /** Those over the people who are new in the domain; empty where there are none. */
  String newcomerTransfer() {
    boolean found =
        report.models().stream()
            .flatMap(model -> model.transfer().stream())
            .anyMatch(transfer -> !transfer.newcomerRows().isEmpty());
    return found ? transfer(Transfer::newcomerRows) : "";
  }

  private String transfer(Function<Transfer, List<Transfer.Row>> shown) {
    List<String> head =
        List.of(
            "model",
            "domain",
            "all domains",
            "alone",
            "gain",
            "in %",
            "helped",
            "hurt",
            "same",
            "p",
            "verdict");
    List<String> rows = new ArrayList<>();
    for (ModelResult model : report.models()) {
      for (Transfer.Row row : model.transfer().map(shown).orElse(List.of())) {
        Difference difference = row.difference();
        String kind = kind(difference.p(), difference.mean().value());
        rows.add(
            Html.name(model.name())
                + Html.cell("", Html.text(row.domain()))
                + Html.cell("", estimate(row.together().estimate(Metric.NDCG_10)))
                + Html.cell("", estimate(row.alone().estimate(Metric.NDCG_10)))
                + Html.cell(kind, gain(difference))
                + Html.cell("", Labels.percent(row))
                + Html.cell("", Labels.count(difference.better()))
                + Html.cell("", Labels.count(difference.worse()))
                + Html.cell("", Labels.count(difference.equal()))
                + Html.cell("", Html.text(Labels.p(difference.p())))
                + Html.cell(kind.isEmpty() ? "soft" : kind, Labels.verdict(row)));
      }
    }
    return Html.table(head, rows);
  }

  /** Every model against every other in one domain. */
  String matrix(int domain) {
    List<String> head = new ArrayList<>(List.of("less →"));
    report.models().forEach(model -> head.add(Html.text(model.name())));
    List<String> rows = new ArrayList<>();
    for (ModelResult model : report.models()) {
      StringBuilder row = new StringBuilder(Html.name(model.name()));
      for (ModelResult other : report.models()) {
        row.append(
            comparison(first.domains().get(domain), model.name(), other.name())
                .map(ReportTables::matrixCell)
                .orElse(Html.cell("soft", "·")));
      }
      rows.add(row.toString());
    }
    return Html.table(head, rows);
  }

  private static String matrixCell(Comparison comparison) {
    double mean = comparison.difference().mean().value();
    String kind = kind(comparison.adjustedP(), mean);
    return Html.cell(kind.isEmpty() ? "soft" : kind, Labels.signed(mean));
  }

  private Optional<Comparison> comparison(String domain, String model, String other) {
    return report.comparisons().stream()
        .filter(comparison -> comparison.domain().equals(domain))
        .map(comparison -> comparison.model().equals(other) ? comparison.reversed() : comparison)
        .filter(c -> c.model().equals(model) && c.other().equals(other))
        .findFirst();
  }

  /** Every test with all its results. */
  String comparisons() {
    List<String> head =
        List.of(
            "model",
            "against",
            "domain",
            "difference",
            "effect d",
            "better",
            "worse",
            "same",
            "p",
            "p, Holm");
    List<String> rows = new ArrayList<>();
    for (Comparison each : report.comparisons()) {
      Comparison shown = each.difference().mean().value() < 0 ? each.reversed() : each;
      Difference difference = shown.difference();
      rows.add(
          Html.name(shown.model())
              + Html.cell("", Html.text(shown.other()))
              + Html.cell("", Html.text(shown.domain()))
              + Html.cell(shown.significant() ? "good" : "", gain(difference))
              + Html.cell("", Labels.number(difference.effect()))
              + Html.cell("", Labels.count(difference.better()))
              + Html.cell("", Labels.count(difference.worse()))
              + Html.cell("", Labels.count(difference.equal()))
              + Html.cell("", Html.text(Labels.p(difference.p())))
              + Html.cell("", Html.text(Labels.p(shown.adjustedP()))));
    }
    return Html.table(head, rows);
  }

  /** The class of a significant difference, empty for others. */
  static String kind(double p, double mean) {
    return p >= Comparison.LEVEL ? "" : mean > 0 ? "good" : "bad";
  }

  /** A difference with its interval. */
  static String gain(Difference difference) {
    return Labels.signed(difference.mean().value())
        + " <span class=\"range\">"
        + Labels.bounds(difference.mean(), true)
        + "</span>";
  }

  private static String estimate(Optional<Estimate> estimate) {
    return estimate
        .map(
            found ->
                Labels.number(found.value())
                    + "<br><span class=\"range\">"
                    + Labels.bounds(found, false)
                    + "</span>")
        .orElse("–");
  }
}
