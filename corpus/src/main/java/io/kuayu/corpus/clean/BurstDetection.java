package io.kuayu.corpus.clean;

import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.report.RuleOutcome;
import java.util.List;

/**
 * Reports items that suddenly have far more events in a day (UTC) than before, as bought clicks
 * look like; removes nothing, since a success looks so too. A burst is at least {@value #LEAST}
 * events in a day and {@value #TIMES} times what the item's other days have on average.
 */
record BurstDetection() implements EventLogRule {
  private static final int LEAST = 30;
  private static final int TIMES = 20;

  @Override
  public List<RemovedEvents> apply(Database database) {
    // One row an item and day; the mean of the other days counts those without an event too.
    String bursts =
        """
        (SELECT d.i, d.n, d.src, d.row FROM
          (SELECT i, ts // 86400 AS day, count(*) AS n, arg_min(src, row) AS src, min(row) AS row
            FROM linked WHERE ts IS NOT NULL GROUP BY ALL HAVING count(*) >= %d) AS d
          JOIN (SELECT i, count(*) AS whole FROM linked WHERE ts IS NOT NULL GROUP BY i) AS w USING (i),
          (SELECT greatest(1, max(ts // 86400) - min(ts // 86400)) AS days FROM linked) AS t
          WHERE t.days >= 28 AND d.n * t.days >= %d * (w.whole - d.n))
        """
            .formatted(LEAST, TIMES);
    long count = database.number("SELECT count(*) FROM " + bursts);
    if (count == 0) {
      return List.of();
    }
    List<RemovedEvents.Place> first =
        database.list(
            "SELECT src, row FROM %s ORDER BY n DESC, i LIMIT %d"
                .formatted(bursts, RuleOutcome.SHOWN),
            row -> new RemovedEvents.Place(row.getInt(1), row.getLong(2)));
    return List.of(
        new RemovedEvents(
            "burst",
            "kept: items with a day of at least %d events, %d times their usual"
                .formatted(LEAST, TIMES),
            count,
            first));
  }
}
