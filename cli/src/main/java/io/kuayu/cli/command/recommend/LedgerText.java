package io.kuayu.cli.command.recommend;

import io.kuayu.engine.request.ScoreLedger;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A score as a sum, in one line: {@code score 1.2000 = books +0.9000, games +0.2000, …}. */
final class LedgerText {
  /** Amounts that would be shown as zero are left out. */
  private static final double SMALLEST = .00005;

  private LedgerText() {}

  static String of(ScoreLedger ledger) {
    StringBuilder text =
        new StringBuilder(String.format(Locale.ROOT, "score %.4f =", ledger.score()));
    String separator = " ";
    for (Map<String, Double> part :
        List.of(ledger.domains(), ledger.other(), Map.of("rest", ledger.rest()))) {
      for (Map.Entry<String, Double> entry : part.entrySet()) {
        if (Math.abs(entry.getValue()) >= SMALLEST) {
          text.append(separator)
              .append(String.format(Locale.ROOT, "%s %+.4f", entry.getKey(), entry.getValue()));
          separator = ", ";
        }
      }
    }
    return separator.equals(" ") ? text.append(" 0").toString() : text.toString();
  }
}
