package io.kuayu.corpus.source;

import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.Sql;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The records of a source as a table of the preparation's database, which spills to disk and is
 * deleted with it. Loads about a million records a second.
 */
public final class RecordRelation implements SourceRelation {
  private static final String POSITION = "kuayu position";
  private static final AtomicLong NUMBER = new AtomicLong();

  private final Database database;
  private final String format;
  private final List<String> columns;
  private final String table = "records_" + NUMBER.getAndIncrement();

  private RecordRelation(Database database, String format, List<String> columns) {
    this.database = database;
    this.format = format;
    this.columns = List.copyOf(columns);
  }

  /**
   * Loads records and closes their stream.
   *
   * @param database of the preparation
   * @param format how reports name the shape of the records, such as {@code calendar}
   * @param columns distinct names, in the order of each record's values
   * @param records in the order in which they happened, as far as it is known
   * @throws IllegalArgumentException if a record has not one value for each column
   */
  public static RecordRelation load(
      Database database, String format, List<String> columns, Stream<SourceRecord> records) {
    RecordRelation relation = new RecordRelation(database, format, columns);
    relation.fill(records);
    return relation;
  }

  private void fill(Stream<SourceRecord> records) {
    database.run(
        columns.stream()
            .map(column -> Sql.name(column) + " VARCHAR, ")
            .collect(
                Collectors.joining(
                    "", "CREATE TABLE " + table + " (", Sql.name(POSITION) + " BIGINT)")));
    try (records) {
      database.append(
          table,
          rows -> {
            for (var each = records.iterator(); each.hasNext(); ) {
              SourceRecord record = each.next();
              if (record.values().size() != columns.size()) {
                throw new IllegalArgumentException(
                    "the record at %d has %d values for the columns %s"
                        .formatted(record.position(), record.values().size(), columns));
              }
              rows.beginRow();
              for (String value : record.values()) {
                rows.append(value);
              }
              rows.append(record.position());
              rows.endRow();
            }
          });
    }
  }

  @Override
  public String format() {
    return format;
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public String relation(Collection<String> used) {
    return table;
  }

  @Override
  public Map<Long, Long> positions(Collection<Long> rows) {
    Map<Long, Long> positions = new HashMap<>();
    if (!rows.isEmpty()) {
      database.each(
          "SELECT rowid, %s FROM %s WHERE rowid IN (%s)"
              .formatted(
                  Sql.name(POSITION),
                  table,
                  rows.stream().map(String::valueOf).collect(Collectors.joining(", "))),
          row -> {
            positions.put(row.getLong(1), row.getLong(2));
            return true;
          });
    }
    return positions;
  }
}
