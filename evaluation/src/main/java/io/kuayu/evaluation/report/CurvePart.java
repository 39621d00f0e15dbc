package io.kuayu.evaluation.report;

import io.kuayu.evaluation.Difference;
import io.kuayu.evaluation.Metric;
import io.kuayu.evaluation.Segment;
import io.kuayu.evaluation.Transfer;
import io.kuayu.evaluation.TransferCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The transfer curves of the page: places for the charts, their data, and the same as tables. */
final class CurvePart {
  private final List<Chart> charts;

  private CurvePart(List<Chart> charts) {
    this.charts = charts;
  }

  /** One chart: the points of a model in a domain, by one of the questions. */
  private record Chart(String title, String axis, List<Point> points) {}

  /** One point, with what is written below it. */
  private record Point(String label, Transfer.Row row, double adjustedP) {}

  static CurvePart of(EvaluationReport report) {
    List<Chart> charts = new ArrayList<>();
    for (ModelResult model : report.models()) {
      model
          .transfer()
          .flatMap(Transfer::curve)
          .ifPresent(
              curve -> {
                add(
                    charts,
                    TransferCurve.ALL_DOMAINS + ", " + model.name(),
                    "known events of the person in the domain",
                    known(curve.overall()),
                    TransferCurve.ALL_DOMAINS);
                for (String domain : model.evaluation().domains()) {
                  String title = domain + ", " + model.name();
                  add(
                      charts,
                      title,
                      "known events of the person in " + domain,
                      known(curve.known()),
                      domain);
                  add(
                      charts,
                      title,
                      "events in " + domain + " that are left known of people known elsewhere",
                      left(curve),
                      domain);
                  add(charts, title, "people of " + domain + " in training", cuts(curve), domain);
                }
              });
    }
    return new CurvePart(charts);
  }

  private static void add(
      List<Chart> charts, String title, String axis, Stream<Point> all, String domain) {
    List<Point> points = all.filter(point -> point.row().domain().equals(domain)).toList();
    if (!points.isEmpty()) {
      charts.add(new Chart(title, axis, points));
    }
  }

  private static Stream<Point> known(List<TransferCurve.Known> points) {
    return points.stream()
        .filter(known -> !known.segment().equals(Segment.FEW_KNOWN_EVENTS))
        .map(
            known ->
                new Point(Labels.knownEvents(known.segment()), known.row(), known.adjustedP()));
  }

  private static Stream<Point> left(TransferCurve curve) {
    return curve.left().stream()
        .map(left -> new Point(String.valueOf(left.events()), left.row(), left.adjustedP()));
  }

  private static Stream<Point> cuts(TransferCurve curve) {
    return curve.cuts().stream()
        .map(
            cut ->
                new Point(
                    Labels.count(cut.people()) + " (" + Labels.share(cut.share()) + ")",
                    cut.row(),
                    cut.adjustedP()));
  }

  /** The charts with their tables; empty where no curve was measured. */
  String html() {
    if (charts.isEmpty()) {
      return "";
    }
    StringBuilder html =
        new StringBuilder("<h3>when they help</h3>\n<p class=\"soft\">")
            .append("The gain in ndcg@10 over the twin, by how much is known of the person in the")
            .append(" domain, and by how many people the domain has to learn from. Lines are 95 %")
            .append(
                " intervals, the lowest number tells how many people were asked; green helps and red hurts, by p &lt; .05 after Holm&#39;s")
            .append(" correction for the points of the chart.</p>\n<div class=\"cards pairs\">\n");
    for (int index = 0; index < charts.size(); index++) {
      Chart chart = charts.get(index);
      html.append("<div class=\"card\"><h3>")
          .append(Html.text(chart.title()))
          .append("</h3><p class=\"soft\">by ")
          .append(Html.text(chart.axis()))
          .append("</p><div class=\"chart\" id=\"curve-")
          .append(index)
          .append("\"></div>\n<details><summary>numbers</summary>")
          .append(table(chart))
          .append("</details></div>\n");
    }
    return html.append("</div>\n").toString();
  }

  private static String table(Chart chart) {
    List<String> head = List.of("", "people asked", "all domains", "alone", "gain", "p, Holm");
    List<String> rows = new ArrayList<>();
    for (Point point : chart.points()) {
      Difference difference = point.row().difference();
      rows.add(
          Html.name(point.label())
              + Html.cell("", Labels.count(difference.users()))
              + Html.cell("", Labels.number(point.row().together().value(Metric.NDCG_10)))
              + Html.cell("", Labels.number(point.row().alone().value(Metric.NDCG_10)))
              + Html.cell(kind(point), ReportTables.gain(difference))
              + Html.cell("", Html.text(Labels.p(point.adjustedP()))));
    }
    return Html.table(head, rows);
  }

  private static String kind(Point point) {
    return ReportTables.kind(point.adjustedP(), point.row().difference().mean().value());
  }

  /** The data of the charts, in the order of their places. */
  void putData(ObjectNode data) {
    for (Chart chart : charts) {
      ObjectNode node = data.withArray("curves").addObject();
      node.put("axis", chart.axis());
      ArrayNode points = node.putArray("points");
      for (Point point : chart.points()) {
        Difference difference = point.row().difference();
        ObjectNode one = points.addObject();
        one.put("label", point.label()).put("users", difference.users());
        one.putArray("gain")
            .add(difference.mean().value())
            .add(difference.mean().low())
            .add(difference.mean().high());
        one.put("together", point.row().together().value(Metric.NDCG_10));
        one.put("alone", point.row().alone().value(Metric.NDCG_10));
        one.put("adjustedP", point.adjustedP());
        one.put("kind", kind(point));
      }
    }
  }
}
