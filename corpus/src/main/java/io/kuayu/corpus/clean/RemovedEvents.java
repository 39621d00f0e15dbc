package io.kuayu.corpus.clean;

import static io.kuayu.corpus.schema.StagingSql.sql;

import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.report.RuleOutcome;
import java.util.List;

/**
 * Events that a rule removed.
 *
 * @param rule its name
 * @param action what it does, in words
 * @param count number of events
 * @param first the first of them
 */
public record RemovedEvents(String rule, String action, long count, List<Place> first) {
  public RemovedEvents {
    first = List.copyOf(first);
  }

  /**
   * Where an event came from.
   *
   * @param source number of the file
   * @param row number of the row in it
   */
  public record Place(int source, long row) {}

  /**
   * Removes the rows of a table that fulfil a condition.
   *
   * @param table with the columns {@code source} and {@code row}
   * @param condition in SQL over its columns
   */
  public static List<RemovedEvents> from(
      Database database, String table, String condition, String rule, String action) {
    long count = database.number("SELECT count(*) FROM %s WHERE %s".formatted(table, condition));
    if (count == 0) {
      return List.of();
    }
    List<Place> first =
        database.list(
            sql("SELECT {source}, {row} FROM %s WHERE %s ORDER BY {source}, {row} LIMIT %d")
                .formatted(table, condition, RuleOutcome.SHOWN),
            row -> new Place(row.getInt(1), row.getLong(2)));
    database.run("DELETE FROM %s WHERE %s".formatted(table, condition));
    return List.of(new RemovedEvents(rule, action, count, first));
  }
}
