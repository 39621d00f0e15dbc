package io.kuayu.corpus.timeline;

import static io.kuayu.corpus.schema.StagingSql.sql;

import io.kuayu.corpus.clean.CleanSettings.Duplicates;
import io.kuayu.corpus.clean.RemovedEvents;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.report.RuleOutcome;
import io.kuayu.corpus.schema.StagingColumn;
import io.kuayu.corpus.schema.StagingTable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts the {@code linked} events in the order in which they happened, user by user, into the table
 * {@code sorted}, and shows them as the view {@code timeline}. Order is by time, then by the
 * configured order column, then by the user's own hash. Where sources give an order and no times,
 * each domain of a user is a strand: ordered inside, and after the strands of the domains that the
 * configuration names before, since nothing is known across domains.
 */
public final class Timeline {
  private static final String DOMAIN =
      sql("(SELECT {domain} FROM {catalogue} AS c WHERE c.{item} = {linked}.{item})");

  private final Database database;
  private final boolean apart;

  /**
   * @param apart whether the order of events is known inside each domain alone
   */
  public Timeline(Database database, boolean apart) {
    this.database = database;
    this.apart = apart;
  }

  /** Numbers users and items anew where some are gone, so that their numbers have no gaps. */
  public void renumber() {
    database.run(sql("DELETE FROM {users} WHERE {user} NOT IN (SELECT {user} FROM {linked})"));
    renumber(StagingTable.USERS, StagingColumn.USER);
    renumber(StagingTable.CATALOGUE, StagingColumn.ITEM);
  }

  private void renumber(StagingTable table, StagingColumn number) {
    if (database.number(
            "SELECT max(%1$s) + 1 - count(*) FROM %2$s".formatted(number.sql(), table.sql()))
        == 0) {
      return;
    }
    database.run(
        "CREATE TABLE fresh AS SELECT %1$s, CAST(row_number() OVER (ORDER BY %1$s) - 1 AS INTEGER) AS n FROM %2$s"
            .formatted(number.sql(), table.sql()));
    for (StagingTable changed : List.of(table, StagingTable.LINKED)) {
      database.run(
          "CREATE OR REPLACE TABLE %2$s AS SELECT t.* REPLACE (fresh.n AS %1$s) FROM %2$s AS t JOIN fresh USING (%1$s)"
              .formatted(number.sql(), changed.sql()));
    }
    database.run("DROP TABLE fresh");
  }

  /**
   * Gives events without a time the time of the event that their order puts before them.
   *
   * @param perDomain whether that has to be one of the same domain: a time from another one would
   *     connect what names keep apart
   * @return how many events got a time
   */
  public long fillTimes(boolean perDomain) {
    long missing = database.number(sql("SELECT count(*) FROM {linked} WHERE {time} IS NULL"));
    if (missing > 0) {
      database.run(
          sql("""
                  CREATE OR REPLACE TABLE {linked} AS SELECT * REPLACE (coalesce({time},
                    max({time}) OVER (PARTITION BY {user}%1$s ORDER BY {order} NULLS FIRST, {source}, {row}
                      ROWS UNBOUNDED PRECEDING),
                    min({time}) OVER (PARTITION BY {user}%1$s), 0) AS {time}) FROM {linked}
                  """)
              .formatted(perDomain ? ", " + DOMAIN : ""));
    }
    return missing;
  }

  /** Sorts, and removes what repeats its neighbour in every column where the policy says so. */
  public List<RemovedEvents> sort(Duplicates policy) {
    database.run(
        sql("""
                CREATE TABLE {sorted} AS SELECT {user}, %s AS {strand}, {item}, {time}, {order}, {type}, {value},
                  {part}, {source}, {row}
                FROM {linked} ORDER BY {user}, {strand}, {time}, {order} NULLS LAST, {tie}, {item}, {type}, {value},
                  {part}, {source}, {row}
                """)
            .formatted(apart ? DOMAIN : "0"));
    database.run(sql("DROP TABLE {linked}"));
    List<RemovedEvents> removals = policy == Duplicates.EXACT ? removeExact() : List.of();
    database.run(
        sql("""
                CREATE VIEW {timeline} AS SELECT *,
                  CASE WHEN %1$s THEN 2 WHEN %2$s THEN 1 ELSE 0 END AS {earlier},
                  CASE WHEN %3$s THEN 2 WHEN %4$s THEN 1 ELSE 0 END AS {later}
                FROM {sorted}
                """)
            .formatted(
                sameStrand("lag", 2),
                sameStrand("lag", 1),
                sameStrand("lead", 2),
                sameStrand("lead", 1)));
    return removals;
  }

  /** Removes what {@link #sort} made. */
  public void forget() {
    database.run(sql("DROP VIEW {timeline}"));
    database.run(sql("DROP TABLE {sorted}"));
  }

  private static String sameStrand(String side, int distance) {
    return sql("""
            coalesce(%1$s({user}, %2$d) OVER () = {user} AND %1$s({strand}, %2$d) OVER () = {strand}, false)""")
        .formatted(side, distance);
  }

  private List<RemovedEvents> removeExact() {
    String equal =
        Stream.of(StagingColumn.USER, StagingColumn.ITEM, StagingColumn.TIME, StagingColumn.TYPE)
            .map(column -> "%1$s = lag(%1$s) OVER ()".formatted(column.sql()))
            .collect(Collectors.joining(" AND "));
    String equalOrAbsent =
        Stream.of(StagingColumn.ORDER, StagingColumn.VALUE, StagingColumn.PART)
            .map(column -> "%1$s IS NOT DISTINCT FROM lag(%1$s) OVER ()".formatted(column.sql()))
            .collect(Collectors.joining(" AND "));
    String judged =
        sql("(SELECT *, coalesce(%s, false) AND %s AS repeats FROM {sorted})")
            .formatted(equal, equalOrAbsent);
    List<RemovedEvents.Place> first =
        database.list(
            sql("SELECT {source}, {row} FROM %s WHERE repeats ORDER BY {source}, {row} LIMIT %d")
                .formatted(judged, RuleOutcome.SHOWN),
            row -> new RemovedEvents.Place(row.getInt(1), row.getLong(2)));
    if (first.isEmpty()) {
      return List.of();
    }
    long count = database.number("SELECT count(*) FROM " + judged + " WHERE repeats");
    database.run(
        sql("CREATE OR REPLACE TABLE {sorted} AS SELECT * EXCLUDE (repeats) FROM %s WHERE NOT repeats")
            .formatted(judged));
    return List.of(
        new RemovedEvents(
            "duplicates", "left out: repeats another event in every column", count, first));
  }
}
