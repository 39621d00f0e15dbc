package io.kuayu.corpus.staging;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.corpus.database.Column;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.QueryException;
import io.kuayu.corpus.database.Sql;
import io.kuayu.corpus.settings.ColumnReference;
import io.kuayu.corpus.source.SourceRelation;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** An SQL condition on the rows of a source, with the columns that it mentions and their types. */
final class RowCondition {
  private static final int SAMPLED = 10_000;

  private final Database database;
  private final ColumnReference condition;
  private final List<String> columns;
  private final String description;

  /** By column; the empty type for the column as it is. */
  private Map<String, String> types = Map.of();

  /**
   * @param columns of the source
   * @param description of the source, for messages
   */
  RowCondition(
      Database database, ColumnReference condition, List<String> columns, String description) {
    this.database = database;
    this.condition = condition;
    this.columns = List.copyOf(columns);
    this.description = description;
  }

  /** The condition. */
  String sql() {
    return condition.column();
  }

  /** The columns that it mentions, once it is resolved. */
  Collection<String> columns() {
    return types.keySet();
  }

  /** These columns with the types in which they are compared, for use after SELECT. */
  String projection() {
    return types.entrySet().stream()
        .map(
            entry ->
                entry.getValue().isEmpty()
                    ? Sql.name(entry.getKey())
                    : "TRY_CAST(%1$s AS %2$s) AS %1$s"
                        .formatted(Sql.name(entry.getKey()), entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  /**
   * Finds the columns that it mentions and their types: text that is all numbers compares as
   * numbers.
   *
   * @param rows the query that uses the condition, in parentheses, with the types as they are now
   * @throws KuayuException if it mentions no column, or is no condition
   */
  void resolve(SourceRelation source, Supplier<String> rows) {
    Map<String, String> numbers = numbers(source);
    Map<String, String> texts = new LinkedHashMap<>(numbers);
    texts.replaceAll((column, type) -> "");
    for (Map<String, String> candidate : List.of(numbers, texts)) {
      types = candidate;
      try {
        String query = rows.get();
        var _ = database.columns(query.substring(1, query.length() - 1), column -> column);
        return;
      } catch (QueryException e) {
        if (candidate.equals(texts)) {
          throw new KuayuException(
              ErrorCode.INVALID_CONDITION,
              "%s: '%s' is no condition on %s (%s)"
                  .formatted(condition.place(), sql(), description, e.getMessage()),
              "write an SQL condition over its columns " + String.join(", ", columns),
              e);
        }
      }
    }
  }

  private Map<String, String> numbers(SourceRelation source) {
    List<String> mentioned = columns.stream().filter(this::mentions).toList();
    if (mentioned.isEmpty()) {
      throw new KuayuException(
          ErrorCode.INVALID_CONDITION,
          "%s: '%s' mentions no column of %s".formatted(condition.place(), sql(), description),
          "its columns are " + String.join(", ", columns));
    }
    String relation = source.lenient(mentioned);
    Map<String, String> numbers = new LinkedHashMap<>();
    for (Column column :
        database.columns(
            "SELECT " + Sql.names(mentioned) + " FROM " + relation, described -> described)) {
      boolean numeric = column.type().equals("VARCHAR") && isNumeric(column.name(), relation);
      numbers.put(column.name(), numeric ? "DOUBLE" : "");
    }
    return numbers;
  }

  private boolean isNumeric(String column, String relation) {
    return database.number(
            """
            SELECT CAST(count(c) > 0 AND count(c) = count(TRY_CAST(c AS DOUBLE)) AS INTEGER)
            FROM (SELECT %s AS c FROM %s LIMIT %d)
            """
                .formatted(Sql.name(column), relation, SAMPLED))
        == 1;
  }

  private boolean mentions(String column) {
    return sql()
        .matches(
            "(?s)(.*[^\\p{L}\\p{N}_])?\\Q"
                + column.replace("\\E", "")
                + "\\E([^\\p{L}\\p{N}_].*)?");
  }
}
