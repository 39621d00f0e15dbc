package io.kuayu.corpus.staging;

import static io.kuayu.corpus.schema.StagingSql.sql;

import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.time.RejectedTimes;
import io.kuayu.corpus.time.RejectedTimes.Remark;
import io.kuayu.corpus.time.TimeReading;
import io.kuayu.corpus.time.TimeSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people can set so that rejected rows of a source of events can be read. */
final class EventHints {
  private final Database database;
  private final SourceTable rows;
  private final String table;

  /**
   * @param table the rows with their verdicts
   */
  EventHints(Database database, SourceTable rows, String table) {
    this.database = database;
    this.rows = rows;
    this.table = table;
  }

  /** Hints on times that were rejected: one for each way in which they are written. */
  List<String> onTimes(TimeReading reading, TimeSettings settings) {
    List<String> hints = new ArrayList<>();
    for (Rejected times : rejected(EventRule.UNREADABLE_TIME)) {
      hints.add(sentence(times, RejectedTimes.unreadable(times.form, reading, settings)));
    }
    for (Rejected times : rejected(EventRule.TIME_OUT_OF_RANGE)) {
      RejectedTimes.outOfRange(times.large, reading)
          .ifPresent(remark -> hints.add(sentence(times, remark)));
    }
    return hints;
  }

  /**
   * A hint on values that were rejected, if the other decimal mark reads most of them.
   *
   * @param comma whether values were read with a decimal comma
   */
  Optional<String> onValues(boolean comma) {
    String values = rows(EventRule.UNREADABLE_VALUE);
    long all = database.number("SELECT count(*) FROM " + values);
    long read =
        all == 0
            ? 0
            : database.number(
                "SELECT count(*) FILTER (isfinite(%s)) FROM %s"
                    .formatted(DecimalText.number(sql("{detail}"), !comma), values));
    return 2 * read <= all
        ? Optional.empty()
        : Optional.of(
            "rows of %s whose value has a decimal %s: %d; set 'decimal: \"%s\"' beside 'value'"
                .formatted(rows.description(), comma ? "point" : "comma", read, comma ? "." : ","));
  }

  private List<Rejected> rejected(EventRule rule) {
    return database.list(
        RejectedTimes.query(sql("{detail}"), rows(rule)),
        row ->
            new Rejected(
                row.getString("form"),
                row.getBoolean("large"),
                row.getLong("rows"),
                row.getLong("row")));
  }

  private String rows(EventRule rule) {
    return sql("%s WHERE {verdict} = %d").formatted(table, rule.verdict());
  }

  private String sentence(Rejected times, Remark remark) {
    return "rows of %s whose time is %s: %d, the first in line %d; %s"
        .formatted(
            rows.description(),
            remark.what(),
            times.count,
            rows.places(Map.of(times.row, "")).getFirst().line(),
            remark.remedy());
  }

  /** Rejected times that look alike. */
  private record Rejected(String form, boolean large, long count, long row) {}
}
