package io.kuayu.evaluation.report;

import io.kuayu.evaluation.Comparison;
import io.kuayu.evaluation.Difference;
import io.kuayu.evaluation.Metric;
import io.kuayu.evaluation.Transfer;
import io.kuayu.evaluation.TransferCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The transfer curves as plain text. */
final class CurveText {
  private static final List<String> NUMBERS =
      List.of("people", "all domains", "alone", "gain [95 %]", "p", "p, Holm", "");

  private CurveText() {}

  /** The tables, each after an empty line; empty where no curve was measured. */
  static String write(List<Transfer> transfers) {
    if (transfers.stream().map(Transfer::curve).noneMatch(Optional::isPresent)) {
      return "";
    }
    TextTable known = table("known events");
    TextTable left = table("left known");
    TextTable cuts = table("learnt from");
    for (Transfer transfer : transfers) {
      for (TransferCurve curve : transfer.curve().stream().toList()) {
        List<TransferCurve.Known> all = new ArrayList<>(curve.known());
        all.addAll(curve.overall());
        for (TransferCurve.Known point : all) {
          String events = Labels.knownEvents(point.segment());
          known.row(row(transfer.model(), point.row(), events, point.adjustedP()));
        }
        for (TransferCurve.Left point : curve.left()) {
          String events = String.valueOf(point.events());
          left.row(row(transfer.model(), point.row(), events, point.adjustedP()));
        }
        for (TransferCurve.Cut point : curve.cuts()) {
          String people = Labels.count(point.people()) + " (" + Labels.share(point.share()) + ")";
          cuts.row(row(transfer.model(), point.row(), people, point.adjustedP()));
        }
      }
    }
    boolean hasCuts =
        transfers.stream()
            .flatMap(transfer -> transfer.curve().stream())
            .anyMatch(curve -> !curve.cuts().isEmpty());
    return "\ntransfer by the number of the person's known events in the domain, ndcg@10\n"
        + known
        + "\ntransfer by how many events in the domain are left known of people known elsewhere, ndcg@10\n"
        + left
        + (hasCuts
            ? "\ntransfer by how many people the domain has to learn from, ndcg@10\n" + cuts
            : "");
  }

  private static TextTable table(String what) {
    List<String> head = new ArrayList<>(List.of("model", "domain", what));
    head.addAll(NUMBERS);
    return new TextTable(head);
  }

  private static List<String> row(String model, Transfer.Row row, String what, double adjustedP) {
    Difference difference = row.difference();
    double mean = difference.mean().value();
    return List.of(
        model,
        row.domain(),
        what,
        Labels.count(difference.users()),
        Labels.number(row.together().value(Metric.NDCG_10)),
        Labels.number(row.alone().value(Metric.NDCG_10)),
        Labels.signed(mean) + " " + Labels.bounds(difference.mean(), true),
        Labels.p(difference.p()),
        Labels.p(adjustedP),
        adjustedP >= Comparison.LEVEL ? "" : mean > 0 ? "helps" : "hurts");
  }
}
