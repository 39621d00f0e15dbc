package io.kuayu.corpus.staging;

import io.kuayu.core.Event;
import io.kuayu.core.KuayuException;
import io.kuayu.corpus.clean.CleanSettings;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.Sql;
import io.kuayu.corpus.format.ColumnRole;
import io.kuayu.corpus.settings.ColumnReference;
import io.kuayu.corpus.settings.EventFileSettings;
import io.kuayu.corpus.split.ByColumn;
import io.kuayu.corpus.split.SplitStrategy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one file of events into a table {@code events_N} whose row ids count the rows that the
 * file's condition let through. Each row has a verdict: 0, or the number of the rule it breaks.
 */
public final class EventImport {
  private static final double MILLISECONDS_FROM = 1e11;
  private static final double MICROSECONDS_FROM = 1e14;

  private final Database database;
  private final EventFileSettings source;
  private final SourceTable rows;
  private final String table;
  private final List<String> notes = new ArrayList<>();

  public EventImport(Database database, EventFileSettings source, int number, Path copies) {
    this.database = database;
    this.source = source;
    table = "events_" + number;
    rows = new SourceTable(database, source.file(), source.where(), copies.resolve(table));
  }

  EventFileSettings source() {
    return source;
  }

  public SourceTable rows() {
    return rows;
  }

  public String table() {
    return table;
  }

  List<String> notes() {
    return notes;
  }

  /** Reads the file. */
  public void read(CleanSettings clean, SplitStrategy split) {
    rows.chooseRequired("user", source.user(), ColumnRole.USER, "user");
    rows.chooseRequired("item", source.item(), ColumnRole.ITEM, "item");
    boolean timed = chooseTime();
    Optional<ColumnReference> order = source.order().or(this::orderOfFile);
    order.ifPresent(named -> rows.choose("ord", named));
    String type = type();
    String value = value();
    split
        .column()
        .ifPresent(column -> rows.choose("part", new ColumnReference(column, placeOf(split))));
    boolean parted = split.column().isPresent();
    boolean ordered = order.isPresent();
    String seconds = timed ? seconds() : "CAST(NULL AS BIGINT)";
    String time = timed ? "\"time\"" : "CAST(NULL AS VARCHAR)";
    rows.run(
        """
        CREATE TABLE %s AS
        SELECT "user", item, ts, ord, type, value, part, verdict,
          CASE WHEN verdict IN (4, 5) THEN time_text WHEN verdict = 6 THEN part_text
            WHEN verdict = 1 THEN 'item ' || item WHEN verdict IN (2, 3) THEN 'user ' || "user" END AS detail
        FROM (SELECT *, CAST(CASE
              WHEN "user" IS NULL OR trim("user") = '' THEN 1
              WHEN item IS NULL OR trim(item) = '' THEN 2
              WHEN %s AND (time_text IS NULL OR trim(time_text) = '') THEN 3
              WHEN time_text IS NOT NULL AND trim(time_text) <> '' AND ts IS NULL THEN 4
              WHEN ts < %d OR ts >= %d THEN 5
              WHEN %s AND part IS NULL THEN 6
              ELSE 0 END AS UTINYINT) AS verdict
          FROM (SELECT "user", item, %s AS time_text, %s AS ts, %s AS ord, %s AS type, %s AS value,
            CAST(%s AS UTINYINT) AS part, %s AS part_text
            FROM %%s))
        """
            .formatted(
                table,
                !ordered,
                clean.from(),
                clean.to(),
                parted,
                time,
                seconds,
                ordered ? "TRY_CAST(ord AS DOUBLE)" : "CAST(NULL AS DOUBLE)",
                type,
                value,
                parted ? ByColumn.code("part") : "NULL",
                parted ? "part" : "CAST(NULL AS VARCHAR)"));
  }

  /** Whether the file has no times and only an order of its own, which says nothing of others. */
  public boolean isOrderedAlone() {
    return source.timestamp().isEmpty() && source.order().isEmpty() && orderOfFile().isPresent();
  }

  private Optional<ColumnReference> orderOfFile() {
    return rows.usual(ColumnRole.ORDER).stream()
        .findFirst()
        .map(column -> new ColumnReference(column, ""));
  }

  private boolean chooseTime() {
    Optional<String> usual = rows.usual(ColumnRole.TIMESTAMP).stream().findFirst();
    if (source.timestamp().isPresent()) {
      rows.choose("time", source.timestamp().get());
      return true;
    }
    if (isOrderedAlone()) {
      notes.add("has no times: its events are in order inside this domain alone");
      return false;
    }
    if (usual.isPresent() || source.order().isEmpty()) {
      rows.chooseRequired("time", Optional.empty(), ColumnRole.TIMESTAMP, "timestamp");
      return true;
    }
    notes.add("has no times: 'order' alone orders its events");
    return false;
  }

  private String type() {
    return source
        .type()
        .map(
            named -> {
              if (rows.has(named.column())) {
                rows.choose("type", named);
                return "coalesce(nullif(type, ''), '" + Event.UNNAMED + "')";
              }
              return Sql.text(named.column());
            })
        .orElse(Sql.text(Event.UNNAMED));
  }

  private String value() {
    Optional<ColumnReference> named =
        source
            .value()
            .or(
                () ->
                    rows.usual(ColumnRole.VALUE).stream()
                        .findFirst()
                        .map(column -> new ColumnReference(column, "")));
    if (named.isEmpty()) {
      return "CAST(1 AS FLOAT)";
    }
    String column = named.get().column();
    if (rows.has(column)) {
      rows.choose("value", named.get());
      return "coalesce(TRY_CAST(value AS FLOAT), CAST(1 AS FLOAT))";
    }
    try {
      return "CAST(" + Float.parseFloat(column) + " AS FLOAT)";
    } catch (NumberFormatException e) {
      throw new KuayuException(
          named.get().place()
              + ": '"
              + column
              + "' is neither a column of "
              + rows.path()
              + " nor a number",
          "name a column or write the one value of all its events",
          e);
    }
  }

  private String seconds() {
    double middle =
        database
            .list(
                "SELECT median(abs(TRY_CAST(\"time\" AS DOUBLE))) FROM " + rows.sample(),
                row -> row.getDouble(1))
            .getFirst();
    String number = "TRY_CAST(\"time\" AS BIGINT)";
    if (middle >= MICROSECONDS_FROM) {
      notes.add("times are microseconds");
      number = "(" + number + " // 1000000)";
    } else if (middle >= MILLISECONDS_FROM) {
      notes.add("times are milliseconds");
      number = "(" + number + " // 1000)";
    } else {
      notes.add(middle > 0 ? "times are seconds" : "times are dates");
    }
    return "coalesce(%s, CAST(floor(epoch(TRY_CAST(\"time\" AS TIMESTAMPTZ))) AS BIGINT))"
        .formatted(number);
  }

  private static String placeOf(SplitStrategy split) {
    return split instanceof ByColumn column ? column.place() : "split";
  }
}
