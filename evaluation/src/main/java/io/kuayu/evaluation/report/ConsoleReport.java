package io.kuayu.evaluation.report;

import io.kuayu.evaluation.Comparison;
import io.kuayu.evaluation.Difference;
import io.kuayu.evaluation.Estimate;
import io.kuayu.evaluation.Evaluation;
import io.kuayu.evaluation.EvaluationResult;
import io.kuayu.evaluation.Metric;
import io.kuayu.evaluation.Segment;
import io.kuayu.evaluation.Summary;
import io.kuayu.evaluation.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The report as plain text of about a hundred columns. */
public final class ConsoleReport {
  private ConsoleReport() {}

  /** The whole report, ending with a line break. */
  public static String write(EvaluationReport report) {
    StringBuilder text = new StringBuilder();
    EvaluationResult first = report.models().getFirst().evaluation();
    Evaluation evaluation = first.evaluation();
    text.append(
        "split %s, %s part, protocol %s, candidates %s, seed %d\n"
            .formatted(
                report.split(),
                Labels.of(evaluation.part()),
                evaluation.protocol().name(),
                evaluation.candidates(),
                evaluation.seed().value()));
    for (int domain = 0; domain < first.domains().size(); domain++) {
      text.append('\n').append(models(report, domain));
    }
    text.append('\n').append(segments(report));
    List<Transfer> transfers =
        report.models().stream().flatMap(model -> model.transfer().stream()).toList();
    if (!transfers.isEmpty()) {
      text.append('\n')
          .append(
              transfers(
                  "transfer: trained on all domains against the domain alone, ndcg@10\n",
                  transfers,
                  Transfer::rows));
      if (transfers.stream().anyMatch(transfer -> !transfer.newcomerRows().isEmpty())) {
        text.append('\n')
            .append(
                transfers(
                    "transfer for people new in the domain who are known elsewhere, ndcg@10\n",
                    transfers,
                    Transfer::newcomerRows));
      }
      text.append(CurveText.write(transfers));
    }
    if (!report.comparisons().isEmpty()) {
      text.append('\n')
          .append(
              comparisons(
                  "paired randomisation tests, p after Holm's correction for all pairs; every pair"
                      + " is in --json and --report\n",
                  report,
                  report.comparisons(),
                  report::best));
    }
    if (!report.newcomerComparisons().isEmpty()) {
      text.append('\n')
          .append(
              comparisons(
                  "the same for people new in the domain who are known elsewhere\n",
                  report,
                  report.newcomerComparisons(),
                  report::bestForNewcomers));
    }
    return text.toString();
  }

  private static String models(EvaluationReport report, int domain) {
    EvaluationResult first = report.models().getFirst().evaluation();
    TextTable table =
        new TextTable(
            List.of("model", "hr@5", "hr@10", "ndcg@10 [95 %]", "mrr", "coverage@10", "trained"));
    for (ModelResult model : report.models()) {
      Summary summary = model.evaluation().domain(domain);
      table.row(
          List.of(
              model.name(),
              value(summary, Metric.hit(5)),
              value(summary, Metric.hit(10)),
              interval(summary),
              value(summary, Metric.MRR),
              Labels.orElse(summary.coverage(), Labels::number, "-"),
              Labels.orElse(model.trainSeconds(), Labels::seconds, "-")));
    }
    return "%s: %s people, %s items\n%s"
        .formatted(
            first.domains().get(domain),
            Labels.count(first.domain(domain).users()),
            Labels.count(first.evaluation().catalogue().ordinals(domain).length),
            table);
  }

  private static String segments(EvaluationReport report) {
    List<String> head = new ArrayList<>(List.of("model"));
    List<String> people = new ArrayList<>(List.of("people"));
    EvaluationResult first = report.models().getFirst().evaluation();
    for (Segment segment : Segment.STANDARD) {
      head.add(segment.key());
      people.add(Labels.people(first.segment(segment)));
    }
    TextTable table = new TextTable(head).row(people);
    for (ModelResult model : report.models()) {
      List<String> row = new ArrayList<>(List.of(model.name()));
      for (Segment segment : Segment.STANDARD) {
        row.add(value(model.evaluation().segment(segment), Metric.NDCG_10));
      }
      table.row(row);
    }
    return "segments over all domains, ndcg@10\n" + table;
  }

  private static String transfers(
      String title, List<Transfer> transfers, Function<Transfer, List<Transfer.Row>> rows) {
    TextTable table =
        new TextTable(
            List.of(
                "model",
                "domain",
                "all domains",
                "alone",
                "gain [95 %]",
                "helped",
                "hurt",
                "same",
                "p"));
    for (Transfer transfer : transfers) {
      for (Transfer.Row row : rows.apply(transfer)) {
        Difference difference = row.difference();
        table.row(
            List.of(
                transfer.model(),
                row.domain(),
                Labels.number(row.together().value(Metric.NDCG_10)),
                Labels.number(row.alone().value(Metric.NDCG_10)),
                gain(difference),
                Labels.count(difference.better()),
                Labels.count(difference.worse()),
                Labels.count(difference.equal()),
                Labels.p(difference.p())));
      }
    }
    return title + table;
  }

  /** The best model of each domain against the others; all pairs would not fit on the screen. */
  private static String comparisons(
      String title,
      EvaluationReport report,
      List<Comparison> comparisons,
      IntFunction<ModelResult> bestOf) {
    TextTable table =
        new TextTable(List.of("domain", "best", "against", "ndcg@10 [95 %]", "d", "p"));
    EvaluationResult first = report.models().getFirst().evaluation();
    for (int domain = 0; domain < first.domains().size(); domain++) {
      String name = first.domains().get(domain);
      String best = bestOf.apply(domain).name();
      for (Comparison each : comparisons) {
        Comparison shown = each.other().equals(best) ? each.reversed() : each;
        if (shown.domain().equals(name) && shown.model().equals(best)) {
          table.row(
              List.of(
                  name,
                  best,
                  shown.other(),
                  gain(shown.difference()),
                  Labels.number(shown.difference().effect()),
                  Labels.p(shown.adjustedP())));
        }
      }
    }
    return title + table;
  }

  private static String gain(Difference difference) {
    return Labels.signed(difference.mean().value()) + " " + Labels.bounds(difference.mean(), true);
  }

  private static String interval(Summary summary) {
    return summary.estimate(Metric.NDCG_10).map(Labels::interval).orElse("-");
  }

  private static String value(Summary summary, Metric metric) {
    return summary.estimate(metric).map(Estimate::value).map(Labels::number).orElse("-");
  }
}
