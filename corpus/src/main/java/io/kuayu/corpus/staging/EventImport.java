package io.kuayu.corpus.staging;

import static io.kuayu.corpus.schema.StagingSql.sql;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.Event;
import io.kuayu.core.KuayuException;
import io.kuayu.corpus.clean.CleanSettings;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.Sql;
import io.kuayu.corpus.schema.StagingTable;
import io.kuayu.corpus.settings.ColumnReference;
import io.kuayu.corpus.settings.EventSourceSettings;
import io.kuayu.corpus.source.ColumnRole;
import io.kuayu.corpus.split.ByColumn;
import io.kuayu.corpus.split.SplitStrategy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one source of events into a table of its own, whose row ids count the rows that the
 * source's condition lets through. Each row gets a verdict: 0, or the number of the rule that it
 * breaks.
 */
final class EventImport {
  private static final double MILLISECONDS_FROM = 1e11;
  private static final double MICROSECONDS_FROM = 1e14;

  // The names under which the columns of the source are read.
  private static final String USER = "user";
  private static final String ITEM = "item";
  private static final String TIME = "time";
  private static final String ORDER = "ord";
  private static final String TYPE = "type";
  private static final String VALUE = "value";
  private static final String PART = "part";

  private final Database database;
  private final EventSourceSettings settings;
  private final SourceTable rows;
  private final String table;
  private final List<String> notes = new ArrayList<>();

  /**
   * Opens the source.
   *
   * @param number of the source among all event sources
   * @param copies a folder for repaired copies
   */
  EventImport(Database database, EventSourceSettings settings, int number, Path copies) {
    this.database = database;
    this.settings = settings;
    table = StagingTable.EVENT_ROWS.numbered(number);
    rows = new SourceTable(database, settings.source(), settings.where(), copies.resolve(table));
  }

  EventSourceSettings settings() {
    return settings;
  }

  /** The rows of the source. */
  SourceTable rows() {
    return rows;
  }

  /** The name of its table. */
  String table() {
    return table;
  }

  /** What was found out about the source, such as the unit of its times. */
  List<String> notes() {
    return notes;
  }

  /** Reads the source. */
  void read(CleanSettings clean, SplitStrategy split) {
    rows.chooseRequired(USER, settings.user(), ColumnRole.USER, "user");
    rows.chooseRequired(ITEM, settings.item(), ColumnRole.ITEM, "item");
    boolean timed = chooseTime();
    Optional<ColumnReference> order = settings.order().or(this::orderOfFile);
    order.ifPresent(named -> rows.choose(ORDER, named));
    String type = type();
    String value = value();
    split
        .column()
        .ifPresent(column -> rows.choose(PART, new ColumnReference(column, placeOf(split))));
    boolean parted = split.column().isPresent();
    boolean ordered = order.isPresent();
    rows.run(
        sql("""
                CREATE TABLE %s AS
                SELECT {user_id}, {item_id}, {time}, {order}, {type_name}, {value}, {part}, {verdict},
                  CASE WHEN {verdict} IN (4, 5) THEN time_text WHEN {verdict} = 6 THEN part_text
                    WHEN {verdict} = 1 THEN 'item ' || {item_id}
                    WHEN {verdict} IN (2, 3) THEN 'user ' || {user_id} END AS {detail}
                FROM (SELECT *, CAST(CASE
                      WHEN {user_id} IS NULL OR trim({user_id}) = '' THEN 1
                      WHEN {item_id} IS NULL OR trim({item_id}) = '' THEN 2
                      WHEN %s AND (time_text IS NULL OR trim(time_text) = '') THEN 3
                      WHEN time_text IS NOT NULL AND trim(time_text) <> '' AND {time} IS NULL THEN 4
                      WHEN {time} < %d OR {time} >= %d THEN 5
                      WHEN %s AND {part} IS NULL THEN 6
                      ELSE 0 END AS UTINYINT) AS {verdict}
                  FROM (SELECT %s AS {user_id}, %s AS {item_id}, %s AS time_text, %s AS {time}, %s AS {order},
                    %s AS {type_name}, %s AS {value}, CAST(%s AS UTINYINT) AS {part}, %s AS part_text
                    FROM %%s))
                """)
            .formatted(
                table,
                !ordered,
                clean.from(),
                clean.to(),
                parted,
                Sql.name(USER),
                Sql.name(ITEM),
                timed ? Sql.name(TIME) : "CAST(NULL AS VARCHAR)",
                timed ? seconds() : "CAST(NULL AS BIGINT)",
                ordered ? "TRY_CAST(%s AS DOUBLE)".formatted(ORDER) : "CAST(NULL AS DOUBLE)",
                type,
                value,
                parted ? ByColumn.code(PART) : "NULL",
                parted ? PART : "CAST(NULL AS VARCHAR)"));
  }

  /** Whether the source has no times and only an order of its own, unrelated to other sources. */
  boolean isOrderedAlone() {
    return settings.timestamp().isEmpty()
        && settings.order().isEmpty()
        && orderOfFile().isPresent();
  }

  private Optional<ColumnReference> orderOfFile() {
    return rows.usual(ColumnRole.ORDER).stream()
        .findFirst()
        .map(column -> new ColumnReference(column, ""));
  }

  private boolean chooseTime() {
    Optional<String> usual = rows.usual(ColumnRole.TIMESTAMP).stream().findFirst();
    if (settings.timestamp().isPresent()) {
      rows.choose(TIME, settings.timestamp().get());
      return true;
    }
    if (isOrderedAlone()) {
      notes.add("has no times: its events are in order inside this domain alone");
      return false;
    }
    if (usual.isPresent() || settings.order().isEmpty()) {
      rows.chooseRequired(TIME, Optional.empty(), ColumnRole.TIMESTAMP, "timestamp");
      return true;
    }
    notes.add("has no times: 'order' alone orders its events");
    return false;
  }

  private String type() {
    return settings
        .type()
        .map(
            named -> {
              if (rows.has(named.column())) {
                rows.choose(TYPE, named);
                return "coalesce(nullif(%s, ''), %s)".formatted(TYPE, Sql.text(Event.UNNAMED));
              }
              return Sql.text(named.column());
            })
        .orElse(Sql.text(Event.UNNAMED));
  }

  private String value() {
    Optional<ColumnReference> named =
        settings
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
      rows.choose(VALUE, named.get());
      return "coalesce(TRY_CAST(%s AS FLOAT), CAST(1 AS FLOAT))".formatted(VALUE);
    }
    try {
      return "CAST(" + Float.parseFloat(column) + " AS FLOAT)";
    } catch (NumberFormatException e) {
      throw new KuayuException(
          ErrorCode.UNKNOWN_COLUMN,
          named.get().place()
              + ": '"
              + column
              + "' is neither a column of "
              + rows.description()
              + " nor a number",
          "name a column or write the one value of all its events",
          e);
    }
  }

  private String seconds() {
    double middle =
        database
            .list(
                "SELECT median(abs(TRY_CAST(%s AS DOUBLE))) FROM %s"
                    .formatted(Sql.name(TIME), rows.sample()),
                row -> row.getDouble(1))
            .getFirst();
    String number = "TRY_CAST(%s AS BIGINT)".formatted(Sql.name(TIME));
    if (middle >= MICROSECONDS_FROM) {
      notes.add("times are microseconds");
      number = "(" + number + " // 1000000)";
    } else if (middle >= MILLISECONDS_FROM) {
      notes.add("times are milliseconds");
      number = "(" + number + " // 1000)";
    } else {
      notes.add(middle > 0 ? "times are seconds" : "times are dates");
    }
    return "coalesce(%s, CAST(floor(epoch(TRY_CAST(%s AS TIMESTAMPTZ))) AS BIGINT))"
        .formatted(number, Sql.name(TIME));
  }

  private static String placeOf(SplitStrategy split) {
    return split instanceof ByColumn column ? column.place() : "split";
  }
}
