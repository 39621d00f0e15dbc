package io.kuayu.corpus.staging;

import io.kuayu.corpus.clean.CleanSettings.Duplicates;
import io.kuayu.corpus.clean.RemovedEvents;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.report.RuleOutcome;
import java.util.List;

/**
 * Puts the events of {@code linked} in the order in which they happened, person by person, into the
 * table {@code sorted}, and shows them as the view {@code timeline}. Order is by time, then by the
 * configured order column, then by the person's own hash. Where files tell an order of their own
 * and no times, each domain of a person is a strand: in order inside, and behind the strands of the
 * domains before it in the configuration, since nothing is known across.
 */
public final class Timeline {
  private static final String DOMAIN = "(SELECT domain FROM catalogue AS c WHERE c.i = linked.i)";

  private final Database database;
  private final boolean apart;

  /**
   * @param apart whether the order of events is known inside each domain alone
   */
  public Timeline(Database database, boolean apart) {
    this.database = database;
    this.apart = apart;
  }

  /** Numbers people and items anew where some have gone, so that their numbers have no gaps. */
  public void renumber() {
    renumber("people", "u");
    renumber("catalogue", "i");
  }

  private void renumber(String table, String number) {
    if (table.equals("people")) {
      database.run("DELETE FROM people WHERE u NOT IN (SELECT u FROM linked)");
    }
    if (database.number("SELECT max(%1$s) + 1 - count(*) FROM %2$s".formatted(number, table))
        == 0) {
      return;
    }
    database.run(
        "CREATE TABLE fresh AS SELECT %1$s, CAST(row_number() OVER (ORDER BY %1$s) - 1 AS INTEGER) AS n FROM %2$s"
            .formatted(number, table));
    for (String changed : List.of(table, "linked")) {
      database.run(
          "CREATE OR REPLACE TABLE %2$s AS SELECT t.* REPLACE (fresh.n AS %1$s) FROM %2$s AS t JOIN fresh USING (%1$s)"
              .formatted(number, changed));
    }
    database.run("DROP TABLE fresh");
  }

  /**
   * Gives events without a time the time of the event that their order puts before them.
   *
   * @param perDomain whether that has to be one of the same domain: a time from another one would
   *     connect what names keep apart
   */
  public long fillTimes(boolean perDomain) {
    long missing = database.number("SELECT count(*) FROM linked WHERE ts IS NULL");
    if (missing > 0) {
      database.run(
          """
          CREATE OR REPLACE TABLE linked AS SELECT * REPLACE (coalesce(ts,
            max(ts) OVER (PARTITION BY u%1$s ORDER BY ord NULLS FIRST, src, row ROWS UNBOUNDED PRECEDING),
            min(ts) OVER (PARTITION BY u%1$s), 0) AS ts) FROM linked
          """
              .formatted(perDomain ? ", " + DOMAIN : ""));
    }
    return missing;
  }

  /** Sorts, and removes what repeats its neighbour in every column where the policy says so. */
  public List<RemovedEvents> sort(Duplicates policy) {
    database.run(
        """
        CREATE TABLE sorted AS SELECT u, %s AS strand, i, ts, ord, type, value, part, src, row
        FROM linked ORDER BY u, strand, ts, ord NULLS LAST, tie, i, type, value, part, src, row
        """
            .formatted(apart ? DOMAIN : "0"));
    database.run("DROP TABLE linked");
    List<RemovedEvents> removals = policy == Duplicates.EXACT ? removeExact() : List.of();
    database.run(
        """
        CREATE VIEW timeline AS SELECT *,
          CASE WHEN %1$s THEN 2 WHEN %2$s THEN 1 ELSE 0 END AS earlier,
          CASE WHEN %3$s THEN 2 WHEN %4$s THEN 1 ELSE 0 END AS later
        FROM sorted
        """
            .formatted(
                sameStrand("lag", 2),
                sameStrand("lag", 1),
                sameStrand("lead", 2),
                sameStrand("lead", 1)));
    return removals;
  }

  private static String sameStrand(String side, int distance) {
    return "coalesce(%1$s(u, %2$d) OVER () = u AND %1$s(strand, %2$d) OVER () = strand, false)"
        .formatted(side, distance);
  }

  private List<RemovedEvents> removeExact() {
    StringBuilder repeats = new StringBuilder("coalesce(u = lag(u) OVER ()");
    for (String column : List.of("i", "ts", "type")) {
      repeats.append(" AND %1$s = lag(%1$s) OVER ()".formatted(column));
    }
    repeats.append(", false)");
    for (String column : List.of("ord", "value", "part")) {
      repeats.append(" AND %1$s IS NOT DISTINCT FROM lag(%1$s) OVER ()".formatted(column));
    }
    String judged = "(SELECT *, " + repeats + " AS repeats FROM sorted)";
    List<RemovedEvents.Place> first =
        database.list(
            "SELECT src, row FROM %s WHERE repeats ORDER BY src, row LIMIT %d"
                .formatted(judged, RuleOutcome.SHOWN),
            row -> new RemovedEvents.Place(row.getInt(1), row.getLong(2)));
    if (first.isEmpty()) {
      return List.of();
    }
    long count = database.number("SELECT count(*) FROM " + judged + " WHERE repeats");
    database.run(
        "CREATE OR REPLACE TABLE sorted AS SELECT * EXCLUDE (repeats) FROM "
            + judged
            + " WHERE NOT repeats");
    return List.of(
        new RemovedEvents(
            "duplicates", "left out: repeats another event in every column", count, first));
  }
}
