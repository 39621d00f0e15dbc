package io.kuayu.corpus.staging;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.corpus.clean.CleanSettings;
import io.kuayu.corpus.report.RuleOutcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Stops a preparation that would lose a large share of the rows of a source. Rows that settings
 * leave out on purpose, such as duplicates, are not bad.
 */
final class BadRowLimit {
  private final double maxShare;
  private final boolean skip;
  private final List<String> exceeded = new ArrayList<>();
  private final Set<String> remedies = new LinkedHashSet<>();

  /**
   * @param maxShare of the rows of a source, from 0 to 1
   * @param skip whether bad rows are left out however many they are
   */
  BadRowLimit(double maxShare, boolean skip) {
    this.maxShare = maxShare;
    this.skip = skip;
  }

  /**
   * Notes a source.
   *
   * @param description of the source
   * @param read all its rows
   * @param bad those that cannot be used
   * @param outcomes of the rules that they break
   * @param hints what would let them be read
   */
  void add(
      String description, long read, long bad, List<RuleOutcome> outcomes, List<String> hints) {
    if (bad <= maxShare * read) {
      return;
    }
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%d of %d rows of %s cannot be used, %.1f %%: '%s' allows %s %%",
                bad,
                read,
                description,
                100.0 * bad / read,
                CleanSettings.MAX_BAD_SHARE,
                percent(maxShare)));
    outcomes.stream()
        .flatMap(outcome -> outcome.lines().stream())
        .forEach(line -> text.append("\n  ").append(line));
    exceeded.add(text.toString());
    remedies.addAll(hints);
    if (hints.isEmpty()) {
      remedies.add("correct the rows, or see that the columns are the right ones");
    }
  }

  /**
   * Ends the preparation if a source exceeds the limit.
   *
   * @throws KuayuException with the counts, the first bad rows and what to do
   */
  void check() {
    if (!skip && !exceeded.isEmpty()) {
      throw new KuayuException(
          ErrorCode.TOO_MANY_BAD_ROWS,
          String.join("\n", exceeded),
          String.join("\n  ", remedies) + "\n  or leave these rows out with --skip-bad-rows");
    }
  }

  private static String percent(double share) {
    double percent = 100 * share;
    return percent == Math.rint(percent) ? String.valueOf((long) percent) : String.valueOf(percent);
  }
}
