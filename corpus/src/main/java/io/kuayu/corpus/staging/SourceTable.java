package io.kuayu.corpus.staging;

import io.kuayu.core.KuayuException;
import io.kuayu.core.settings.NameSuggestion;
import io.kuayu.corpus.Preparation;
import io.kuayu.corpus.database.Column;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.QueryException;
import io.kuayu.corpus.database.Sql;
import io.kuayu.corpus.format.ColumnRole;
import io.kuayu.corpus.format.FileFormats;
import io.kuayu.corpus.format.Records;
import io.kuayu.corpus.format.SourceFile;
import io.kuayu.corpus.format.Table;
import io.kuayu.corpus.report.BadRow;
import io.kuayu.corpus.report.RuleOutcome;
import io.kuayu.corpus.settings.ColumnReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A file of the configuration as a table: the columns that are wanted, under the names that the
 * caller gives them, and the rows that its condition lets through, in the file's order.
 */
public final class SourceTable {
  private static final int SAMPLED = 10_000;

  private final Database database;
  private final SourceFile file;
  private final Optional<ColumnReference> where;
  private final Path copy;
  private final Table original;
  private final Map<String, String> chosen = new LinkedHashMap<>();
  private Table readable;
  private Optional<Records.Repair> repair = Optional.empty();
  private Map<String, String> conditionColumns = Map.of();

  /**
   * Opens a file.
   *
   * @param copy where a copy without the records that DuckDB refuses may be written
   */
  public SourceTable(
      Database database, SourceFile file, Optional<ColumnReference> where, Path copy) {
    this.copy = copy;
    this.database = database;
    this.file = file;
    this.where = where;
    original = FileFormats.open(file, database);
    readable = original;
    if (original.needsRewriting()) {
      var _ = repaired();
    }
  }

  String format() {
    return original.format();
  }

  public String path() {
    return file.path().toString();
  }

  /** What was left out because it could not be read. */
  Optional<Records.Repair> repair() {
    return repair;
  }

  /** Whether the file has such a column. */
  boolean has(String column) {
    return original.columns().contains(column);
  }

  /** The columns that play a role without the configuration saying so. */
  List<String> usual(ColumnRole role) {
    return original.mapping().getOrDefault(role, List.of());
  }

  /** Wants a column under a name. */
  void choose(String alias, ColumnReference named) {
    if (!has(named.column())) {
      throw missing(named);
    }
    chosen.put(alias, named.column());
  }

  /**
   * Wants the named column, or the usual one for the role, under a name.
   *
   * @param key the key that would name it
   */
  void chooseRequired(String alias, Optional<ColumnReference> named, ColumnRole role, String key) {
    if (named.isPresent()) {
      choose(alias, named.get());
    } else if (usual(role).isEmpty()) {
      throw new KuayuException(
          "%s: '%s' is not set and no column of %s has a usual name for it"
              .formatted(file.place().replaceAll("path$", key), key, path()),
          "name one of its columns: " + String.join(", ", original.columns()));
    } else {
      chosen.put(alias, usual(role).getFirst());
    }
  }

  /**
   * Runs a statement over the rows. Where the file holds records that DuckDB refuses, they are
   * sorted out first.
   *
   * @param statement with {@code %s} where the rows stand, for use after FROM
   */
  void run(String statement) {
    conditionColumns = where.map(this::typesOfCondition).orElse(Map.of());
    try {
      database.run(statement.formatted(rows()));
    } catch (QueryException refused) {
      if (refused.isAboutResources() || !repaired()) {
        throw failure(refused);
      }
      try {
        database.run(statement.formatted(rows()));
      } catch (QueryException again) {
        throw failure(again);
      }
    }
  }

  /** The chosen columns of some first records, whatever the condition. */
  String sample() {
    return "(SELECT %s FROM %s LIMIT %d)"
        .formatted(projection(chosen), readable.lenient(chosen.values()), SAMPLED);
  }

  /**
   * Where rows stand in the file.
   *
   * @param rows numbers of rows that the condition lets through, from 0, with what to tell of each
   */
  List<BadRow> places(Map<Long, String> rows) {
    Map<Long, Long> records = recordsOf(rows.keySet());
    Map<Long, Long> lines =
        original.records().map(known -> known.linesOf(records.values())).orElse(Map.of());
    List<BadRow> places = new ArrayList<>();
    rows.forEach(
        (row, detail) -> {
          long record = records.getOrDefault(row, -1L);
          places.add(new BadRow(path(), lines.getOrDefault(record, record + 1), detail));
        });
    return places;
  }

  private Map<Long, Long> recordsOf(Collection<Long> rows) {
    Map<Long, Long> records = new HashMap<>();
    if (where.isEmpty()) {
      rows.forEach(row -> records.put(row, row));
    } else if (!rows.isEmpty()) {
      String numbered =
          "SELECT record FROM (SELECT *, row_number() OVER () - 1 AS record FROM (SELECT %s FROM %s)) WHERE (%s)"
              .formatted(
                  typed(), readable.relation(conditionColumns.keySet()), where.get().column());
      String wanted = rows.stream().map(String::valueOf).collect(Collectors.joining(", "));
      database
          .list(
              "SELECT row, record FROM (SELECT record, row_number() OVER () - 1 AS row FROM (%s)) WHERE row IN (%s)"
                  .formatted(numbered, wanted),
              found -> Map.entry(found.getLong(1), found.getLong(2)))
          .forEach(entry -> records.put(entry.getKey(), entry.getValue()));
    }
    return records;
  }

  private boolean repaired() {
    Optional<Records> records = original.records();
    if (records.isEmpty() || repair.isPresent()) {
      return false;
    }
    try {
      repair = Optional.of(records.get().repair(copy, RuleOutcome.SHOWN));
    } catch (FileSystemException e) {
      throw new UncheckedIOException(e);
    } catch (IOException e) {
      boolean full = String.valueOf(e.getMessage()).contains("No space left");
      if (full) {
        throw new UncheckedIOException(e);
      }
      throw new KuayuException(
          "%s: %s cannot be read to its end (%s)".formatted(file.place(), path(), e.getMessage()),
          "see that the file is whole; a packed file may have been cut",
          e);
    }
    readable = original.over(copy);
    return true;
  }

  private String rows() {
    List<String> used = new ArrayList<>(chosen.values());
    conditionColumns.keySet().stream().filter(column -> !used.contains(column)).forEach(used::add);
    String columns = projection(chosen) + (conditionColumns.isEmpty() ? "" : ", " + typed());
    return "(SELECT %s FROM (SELECT %s FROM %s)%s)"
        .formatted(
            chosen.keySet().stream().map(Sql::name).collect(Collectors.joining(", ")),
            columns,
            readable.relation(used),
            where.map(condition -> " WHERE (" + condition.column() + ")").orElse(""));
  }

  private static String projection(Map<String, String> columns) {
    return columns.entrySet().stream()
        .map(
            entry ->
                "CAST(%s AS VARCHAR) AS %s"
                    .formatted(Sql.name(entry.getValue()), Sql.name(entry.getKey())))
        .collect(Collectors.joining(", "));
  }

  private String typed() {
    return conditionColumns.entrySet().stream()
        .map(
            entry ->
                entry.getValue().isEmpty()
                    ? Sql.name(entry.getKey())
                    : "TRY_CAST(%1$s AS %2$s) AS %1$s"
                        .formatted(Sql.name(entry.getKey()), entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** The columns that the condition mentions; text that is all numbers compares as numbers. */
  private Map<String, String> typesOfCondition(ColumnReference condition) {
    List<String> mentioned =
        original.columns().stream().filter(column -> mentions(condition.column(), column)).toList();
    if (mentioned.isEmpty()) {
      throw new KuayuException(
          "%s: '%s' mentions no column of %s"
              .formatted(condition.place(), condition.column(), path()),
          "its columns are " + String.join(", ", original.columns()));
    }
    String relation = readable.lenient(mentioned);
    Map<String, String> numbers = new LinkedHashMap<>();
    for (Column column :
        database.columns("SELECT " + Sql.names(mentioned) + " FROM " + relation, c -> c)) {
      boolean numeric =
          column.type().equals("VARCHAR")
              && database.number(
                      "SELECT CAST(count(c) > 0 AND count(c) = count(TRY_CAST(c AS DOUBLE)) AS INTEGER) FROM (SELECT %s AS c FROM %s LIMIT %d)"
                          .formatted(Sql.name(column.name()), relation, SAMPLED))
                  == 1;
      numbers.put(column.name(), numeric ? "DOUBLE" : "");
    }
    Map<String, String> texts = new LinkedHashMap<>(numbers);
    texts.replaceAll((column, type) -> "");
    for (Map<String, String> types : List.of(numbers, texts)) {
      conditionColumns = types;
      try {
        var _ = database.columns(rows().substring(1, rows().length() - 1), c -> c);
        return types;
      } catch (QueryException e) {
        if (types.equals(texts)) {
          throw new KuayuException(
              "%s: '%s' is no condition on %s (%s)"
                  .formatted(condition.place(), condition.column(), path(), e.getMessage()),
              "write an SQL condition over its columns " + String.join(", ", original.columns()),
              e);
        }
      }
    }
    return texts;
  }

  private static boolean mentions(String condition, String column) {
    return condition.matches(
        "(?s)(.*[^\\p{L}\\p{N}_])?\\Q" + column.replace("\\E", "") + "\\E([^\\p{L}\\p{N}_].*)?");
  }

  private KuayuException missing(ColumnReference named) {
    List<String> columns = original.columns();
    String near =
        NameSuggestion.to(named.column(), columns)
            .map(name -> "did you mean '" + name + "'? ")
            .orElse("");
    return new KuayuException(
        "%s: %s has no column '%s'".formatted(named.place(), path(), named.column()),
        near + "its columns are " + String.join(", ", columns));
  }

  private KuayuException failure(QueryException e) {
    if (e.isAboutResources()) {
      return Preparation.failure(e);
    }
    return new KuayuException(
        file.place()
            + ": "
            + path()
            + " cannot be read as "
            + format()
            + " ("
            + e.getMessage()
            + ")",
        "mend the file, or tell its shape with format, delimiter, quote, header or columns",
        e);
  }
}
