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
import io.kuayu.corpus.time.TimeReading;
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
  private static final double MAX_REJECTED = 0.05;
  private static final String NO_TEXT = "CAST(NULL AS VARCHAR)";

  /** Stands for the expression for unix seconds until it is known. */
  private static final String SECONDS = "unix_seconds_of_time_text";

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
  private final List<String> hints = new ArrayList<>();

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

  /** What people can set so that more rows can be read, in sentences. */
  List<String> hints() {
    return hints;
  }

  /** Reads the source. */
  void read(CleanSettings clean, SplitStrategy split) {
    rows.chooseRequired(USER, settings.user(), ColumnRole.USER, "user");
    rows.chooseRequired(ITEM, settings.item(), ColumnRole.ITEM, "item");
    lists().ifPresent(lists -> rows.unfold(ITEM, lists));
    boolean timed = chooseTime();
    Optional<ColumnReference> order = settings.order().or(this::orderOfFile);
    order.ifPresent(named -> rows.choose(ORDER, named));
    String type = type();
    String value = value();
    split
        .column()
        .ifPresent(column -> rows.choose(PART, new ColumnReference(column, placeOf(split))));
    rows.requireFlat(List.of(USER, ITEM));
    boolean parted = split.column().isPresent();
    boolean ordered = order.isPresent();
    String statement =
        sql("""
                CREATE OR REPLACE TABLE %s AS
                SELECT {user_id}, {item_id}, {time}, {order}, {type_name}, coalesce({value}, CAST(1 AS FLOAT)) AS {value},
                  {part}, {verdict},
                  CASE WHEN {verdict} IN (4, 5) THEN time_text WHEN {verdict} = 6 THEN part_text
                    WHEN {verdict} = 7 THEN value_text WHEN {verdict} = 8 THEN order_text
                    WHEN {verdict} = 1 THEN 'item ' || {item_id}
                    WHEN {verdict} IN (2, 3) THEN 'user ' || {user_id} END AS {detail}
                FROM (SELECT *, CAST(CASE
                      WHEN {user_id} IS NULL OR trim({user_id}) = '' THEN CASE
                        WHEN trim(concat({item_id}, time_text, order_text, value_text)) = '' THEN 9 ELSE 1 END
                      WHEN {item_id} IS NULL OR trim({item_id}) = '' THEN 2
                      WHEN %s AND (time_text IS NULL OR time_text = '') THEN 3
                      WHEN time_text IS NOT NULL AND time_text <> '' AND {time} IS NULL THEN 4
                      WHEN {time} < %d OR {time} >= %d THEN 5
                      WHEN %s AND {part} IS NULL THEN 6
                      WHEN trim(value_text) <> '' AND ({value} IS NULL OR NOT isfinite({value})) THEN 7
                      WHEN {order} IS NULL AND trim(order_text) <> '' THEN 8
                      ELSE 0 END AS UTINYINT) AS {verdict}
                  FROM (SELECT *, %s AS {time} FROM (SELECT *, TRY_CAST(time_text AS BIGINT) AS time_number
                    FROM (SELECT %s AS {user_id}, %s AS {item_id}, %s AS time_text,
                    %s AS {order}, %s AS order_text,
                    %s AS {type_name}, %s AS {value}, %s AS value_text, CAST(%s AS UTINYINT) AS {part}, %s AS part_text
                    FROM %%s))))
                """)
            .formatted(
                table,
                timed && !ordered,
                clean.from(),
                clean.to(),
                parted,
                SECONDS,
                Sql.name(USER),
                Sql.name(ITEM),
                timed ? "trim(" + Sql.name(TIME) + ")" : NO_TEXT,
                ordered ? "TRY_CAST(%s AS DOUBLE)".formatted(ORDER) : "CAST(NULL AS DOUBLE)",
                ordered ? ORDER : NO_TEXT,
                type,
                value,
                rows.isChosen(VALUE) ? VALUE : NO_TEXT,
                parted ? ByColumn.code(PART) : "NULL",
                parted ? PART : NO_TEXT);
    database.run("SET TimeZone = " + Sql.text(settings.times().zone()));
    try {
      if (timed) {
        readTimed(statement);
      } else {
        rows.run(statement.replace(SECONDS, "CAST(NULL AS BIGINT)"));
      }
    } finally {
      database.run("SET TimeZone = 'UTC'");
    }
    new EventHints(database, rows, table).onValues(settings.decimalComma()).ifPresent(hints::add);
  }

  private void readTimed(String statement) {
    EventTimes times = new EventTimes(database, settings, rows, Sql.name(TIME));
    Optional<TimeReading> guess = times.named().isPresent() ? times.named() : times.ofSample();
    TimeReading reading = guess.orElseGet(times::ofAll);
    run(statement, reading);
    if (guess.isPresent() && times.named().isEmpty() && disagree(reading)) {
      reading = times.ofAll();
      run(statement, reading);
    }
    notes.add(reading.note());
    hints.addAll(new EventHints(database, rows, table).onTimes(reading, settings.times()));
  }

  private void run(String statement, TimeReading reading) {
    rows.run(
        statement.replace(SECONDS, reading.seconds("time_text", "time_number").replace("%", "%%")));
  }

  /** Whether a reading that a sample suggested does not fit all rows. */
  private boolean disagree(TimeReading reading) {
    long rejected =
        database.number(
            sql("SELECT count(*) FROM %s WHERE {verdict} = %d")
                .formatted(table, EventRule.UNREADABLE_TIME.verdict()));
    return rejected > 0
        && (reading.isDayOrMonthFirst()
            || rejected > MAX_REJECTED * database.number("SELECT count(*) FROM " + table));
  }

  /** Whether the source has no times, and at most an order of its own, unrelated to others. */
  boolean isUntimed() {
    return settings.timestamp().isEmpty()
        && settings.order().isEmpty()
        && (orderOfFile().isPresent() || isUnordered());
  }

  /** Whether the source has neither times nor an order. */
  boolean isUnordered() {
    return lists().isPresent()
        && settings.timestamp().isEmpty()
        && settings.order().isEmpty()
        && rows.usual(ColumnRole.TIMESTAMP).isEmpty()
        && orderOfFile().isEmpty();
  }

  /** How the items of a row are written, where it may hold several. */
  private Optional<ItemLists> lists() {
    return settings
        .baskets()
        .map(baskets -> new ItemLists(ITEM, baskets.separator().or(rows::itemSeparator)))
        .or(() -> rows.itemSeparator().map(mark -> new ItemLists(ITEM, Optional.of(mark))));
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
    if (isUnordered()) {
      notes.add(
          "has neither times nor an order: 'seed' draws the order of a person's events, so"
              + " leave-one-out withholds a random item");
      return false;
    }
    if (isUntimed()) {
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
      return DecimalText.number(VALUE, settings.decimalComma());
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

  private static String placeOf(SplitStrategy split) {
    return split instanceof ByColumn column ? column.place() : "split";
  }
}
