package io.kuayu.corpus.clean;

import static io.kuayu.corpus.schema.StagingSql.sql;

import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.report.RuleOutcome;
import java.util.List;

/**
 * Reports items that suddenly have far more events in a day (UTC) than before, as bought clicks
 * look like. Removes nothing, since a success looks the same. A burst is at least {@value
 * #MIN_EVENTS} events in a day and {@value #MIN_RATIO} times the average of the item's other days.
 */
record BurstDetection() implements EventLogRule {
  private static final int MIN_EVENTS = 30;
  private static final int MIN_RATIO = 20;

  /** Fewer days say too little of what is usual. */
  private static final int MIN_DAYS = 28;

  @Override
  public List<RemovedEvents> apply(Database database) {
    // One row an item and day; the mean of the other days counts those without an event too.
    String bursts =
        sql("""
                (SELECT d.{item}, d.n, d.{source}, d.{row} FROM
                  (SELECT {item}, {time} // 86400 AS day, count(*) AS n, arg_min({source}, {row}) AS {source},
                    min({row}) AS {row}
                    FROM {linked} WHERE {time} IS NOT NULL GROUP BY ALL HAVING count(*) >= %d) AS d
                  JOIN (SELECT {item}, count(*) AS whole FROM {linked} WHERE {time} IS NOT NULL GROUP BY {item}) AS w
                    USING ({item}),
                  (SELECT greatest(1, max({time} // 86400) - min({time} // 86400)) AS days FROM {linked}) AS t
                  WHERE t.days >= %d AND d.n * t.days >= %d * (w.whole - d.n))
                """)
            .formatted(MIN_EVENTS, MIN_DAYS, MIN_RATIO);
    long count = database.number("SELECT count(*) FROM " + bursts);
    if (count == 0) {
      return List.of();
    }
    List<RemovedEvents.Place> first =
        database.list(
            sql("SELECT {source}, {row} FROM %s ORDER BY n DESC, {item} LIMIT %d")
                .formatted(bursts, RuleOutcome.SHOWN),
            row -> new RemovedEvents.Place(row.getInt(1), row.getLong(2)));
    return List.of(
        new RemovedEvents(
            "burst",
            "kept: items with a day of at least %d events, %d times their usual"
                .formatted(MIN_EVENTS, MIN_RATIO),
            count,
            first));
  }
}
