package io.kuayu.corpus.staging;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.corpus.column.ChosenColumn;
import io.kuayu.corpus.column.ColumnResolver;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.QueryException;
import io.kuayu.corpus.database.Sql;
import io.kuayu.corpus.format.Excerpt;
import io.kuayu.corpus.report.BadRow;
import io.kuayu.corpus.report.RuleOutcome;
import io.kuayu.corpus.settings.ColumnReference;
import io.kuayu.corpus.source.ColumnRole;
import io.kuayu.corpus.source.Repair;
import io.kuayu.corpus.source.RowPlace;
import io.kuayu.corpus.source.SourceReference;
import io.kuayu.corpus.source.SourceRelation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A source of the configuration as a table: the chosen columns, under the names that the caller
 * gives them, and the rows that its condition lets through, in the order of the source.
 */
final class SourceTable {
  private static final int SAMPLED = 10_000;
  private static final String PREFIX = "kuayu ";

  private final Database database;
  private final SourceReference<?> reference;
  private final Optional<RowCondition> where;
  private final Path copy;
  private final SourceRelation original;
  private final Map<String, ChosenColumn> chosen = new LinkedHashMap<>();
  private SourceRelation readable;
  private Optional<Repair> repair = Optional.empty();
  private Optional<ItemLists> lists = Optional.empty();

  /**
   * Opens a source.
   *
   * @param copy where a copy without the records that DuckDB refuses may be written
   */
  SourceTable(
      Database database, SourceReference<?> reference, Optional<ColumnReference> where, Path copy) {
    this.copy = copy;
    this.database = database;
    this.reference = reference;
    original = reference.source().open(database);
    this.where =
        where.map(named -> new RowCondition(database, named, original.columns(), description()));
    readable = original;
    if (original.needsRepair()) {
      var _ = repaired();
    }
  }

  /** How reports name the shape of its rows. */
  String format() {
    return original.format();
  }

  /** How reports name the source. */
  String description() {
    return reference.source().description();
  }

  /** What was left out because it could not be read. */
  Optional<Repair> repair() {
    return repair;
  }

  /** What stands between the items of a row, where the format of the source says so. */
  Optional<String> itemSeparator() {
    return original.itemSeparator();
  }

  /** Whether a text names a column of the source, a path into one or an expression. */
  boolean has(String column) {
    return resolver().isKnown(column);
  }

  private ColumnResolver resolver() {
    return new ColumnResolver(database, readable, description());
  }

  /** Whether a column was chosen under a name. */
  boolean isChosen(String alias) {
    return chosen.containsKey(alias);
  }

  /**
   * Refuses columns whose values are objects or lists of JSON, which would be taken for ids as they
   * are.
   *
   * @param aliases of columns that hold ids
   */
  void requireFlat(Collection<String> aliases) {
    for (String alias : aliases) {
      String value = Sql.name(alias);
      database
          .list(
              "SELECT %1$s FROM %2$s WHERE regexp_matches(%1$s, '^\\s*(\\{\\s*\"|\\[\\s*[\"{])') LIMIT 1"
                  .formatted(value, sample()),
              row -> row.getString(1))
          .forEach(found -> refuse(alias, found));
    }
  }

  private void refuse(String alias, String found) {
    String column = Objects.requireNonNull(chosen.get(alias)).written();
    boolean list = found.strip().startsWith("[");
    throw new KuayuException(
        ErrorCode.INVALID_COLUMNS,
        "%s: the column '%s' of %s holds %s, such as %s"
            .formatted(
                reference.place(),
                column,
                description(),
                list ? "lists" : "objects",
                Excerpt.of(found)),
        list
            ? "where each is a list of the items of one event, write 'baskets: true'"
            : "name the key below it that holds the id, such as '" + column + ".id'");
  }

  /** The columns that play a role without the configuration saying so. */
  List<String> usual(ColumnRole role) {
    return original.roles().getOrDefault(role, List.of());
  }

  /** Chooses a column under a name. */
  void choose(String alias, ColumnReference named) {
    chosen.put(alias, resolver().find(named, false));
  }

  /** Chooses a column of ids under a name; lists stay lists. */
  void chooseIds(String alias, ColumnReference named) {
    chosen.put(alias, resolver().find(named, true));
  }

  /** Makes one row for each item of the lists in a chosen column. */
  void unfold(String alias, ItemLists found) {
    lists = Optional.of(found.in(PREFIX + alias));
  }

  /**
   * Chooses the named column, or the usual one for the role, under a name.
   *
   * @param key the key that would name it
   */
  void chooseRequired(String alias, Optional<ColumnReference> named, ColumnRole role, String key) {
    if (named.isPresent()) {
      boolean ids = role == ColumnRole.USER || role == ColumnRole.ITEM || role == ColumnRole.ID;
      chosen.put(alias, resolver().find(named.get(), ids));
    } else if (usual(role).isEmpty()) {
      throw new KuayuException(
          ErrorCode.UNKNOWN_COLUMN,
          "%s: '%s' is not set and no column of %s has a usual name for it"
              .formatted(reference.placeOf(key), key, description()),
          "name one of its columns: "
              + String.join(", ", original.columns())
              + (role == ColumnRole.TIMESTAMP
                  ? "; without times, let 'order' name the column that orders the events, or write"
                      + " 'baskets: true' where nothing orders them"
                  : ""));
    } else {
      choose(alias, new ColumnReference(usual(role).getFirst(), ""));
    }
  }

  /**
   * Runs a statement over the rows. If the source holds records that DuckDB refuses, it is repaired
   * first.
   *
   * @param statement with {@code %s} where the rows stand, for use after FROM
   */
  void run(String statement) {
    where.ifPresent(condition -> condition.resolve(readable, this::rows));
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
    return "(SELECT %s FROM (SELECT %s FROM %s LIMIT %d))"
        .formatted(renaming(), projection(), readable.lenient(columns()), SAMPLED);
  }

  /**
   * Where rows are found in the source.
   *
   * @param rows numbers of rows that the condition lets through, from 0, with what to tell of each
   */
  List<BadRow> places(Map<Long, String> rows) {
    Map<Long, Long> records = recordsOf(rows.keySet());
    Map<Long, RowPlace> found = original.places(records.values(), readable);
    List<BadRow> places = new ArrayList<>();
    rows.forEach(
        (row, detail) -> {
          long record = records.getOrDefault(row, -1L);
          RowPlace place = found.getOrDefault(record, new RowPlace(Optional.empty(), record + 1));
          places.add(new BadRow(place.file().orElse(description()), place.position(), detail));
        });
    return places;
  }

  private Map<Long, Long> recordsOf(Collection<Long> rows) {
    Map<Long, Long> records = new HashMap<>();
    if (where.isEmpty() && lists.isEmpty()) {
      rows.forEach(row -> records.put(row, row));
    } else if (!rows.isEmpty()) {
      String numbered =
          "(SELECT *, row_number() OVER () - 1 AS record FROM %s)".formatted(unconditional());
      String wanted = rows.stream().map(String::valueOf).collect(Collectors.joining(", "));
      database
          .list(
              "SELECT row, record FROM (SELECT record, row_number() OVER () - 1 AS row FROM (SELECT record%s FROM %s%s)) WHERE row IN (%s)"
                  .formatted(
                      lists.map(found -> ", " + found.unnested()).orElse(""),
                      numbered,
                      condition(),
                      wanted),
              found -> Map.entry(found.getLong(1), found.getLong(2)))
          .forEach(entry -> records.put(entry.getKey(), entry.getValue()));
    }
    return records;
  }

  private boolean repaired() {
    if (repair.isPresent()) {
      return false;
    }
    try {
      repair = original.repair(copy, RuleOutcome.SHOWN);
    } catch (FileSystemException e) {
      throw new UncheckedIOException(e);
    } catch (IOException e) {
      boolean full = String.valueOf(e.getMessage()).contains("No space left");
      if (full) {
        throw new UncheckedIOException(e);
      }
      throw new KuayuException(
          ErrorCode.DATA_UNREADABLE,
          "%s: %s cannot be read to its end (%s)"
              .formatted(reference.place(), description(), e.getMessage()),
          "see that the file is whole; a packed file may have been cut",
          e);
    }
    repair.ifPresent(done -> readable = done.readable());
    return repair.isPresent();
  }

  private String rows() {
    return "(SELECT %s FROM %s%s)".formatted(renaming(), unconditional(), condition());
  }

  /** The chosen columns and those of the condition, of all rows. */
  private String unconditional() {
    Set<String> used = new LinkedHashSet<>(columns());
    where.ifPresent(condition -> used.addAll(condition.columns()));
    String more = where.map(RowCondition::projection).orElse("");
    return "(SELECT %s FROM %s)"
        .formatted(projection() + (more.isEmpty() ? "" : ", " + more), readable.relation(used));
  }

  private String condition() {
    return where.map(condition -> " WHERE (" + condition.sql() + ")").orElse("");
  }

  /** The columns of the source that the chosen ones read. */
  private Set<String> columns() {
    Set<String> columns = new LinkedHashSet<>();
    chosen.values().forEach(column -> columns.addAll(column.columns()));
    return columns;
  }

  /** Under names that no column of the source has, so that a condition means the latter. */
  private String projection() {
    return chosen.entrySet().stream()
        .map(entry -> entry.getValue().sql() + " AS " + Sql.name(PREFIX + entry.getKey()))
        .collect(Collectors.joining(", "));
  }

  private String renaming() {
    return chosen.keySet().stream()
        .map(
            alias ->
                lists
                        .filter(found -> found.column().equals(PREFIX + alias))
                        .map(ItemLists::unnested)
                        .orElse(Sql.name(PREFIX + alias))
                    + " AS "
                    + Sql.name(alias))
        .collect(Collectors.joining(", "));
  }

  private KuayuException failure(QueryException e) {
    if (e.isAboutResources()) {
      return e.toImportFailure();
    }
    return new KuayuException(
        ErrorCode.DATA_UNREADABLE,
        reference.place()
            + ": "
            + description()
            + " cannot be read as "
            + format()
            + " ("
            + e.getMessage()
            + ")",
        "mend the file, or tell its shape with format, delimiter, quote, header or columns",
        e);
  }
}
