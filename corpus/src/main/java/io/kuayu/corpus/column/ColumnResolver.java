package io.kuayu.corpus.column;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.settings.NameSuggestion;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.QueryException;
import io.kuayu.corpus.database.Sql;
import io.kuayu.corpus.settings.ColumnReference;
import io.kuayu.corpus.source.SourceRelation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds what the configuration names in a source: a column, a path of keys into the JSON of a
 * column ({@code info.title}), or an expression over its columns ({@code = lower(title)}). A column
 * that has exactly the written name is always meant.
 */
public final class ColumnResolver {
  private static final int SAMPLED = 10_000;
  private static final int MAX_KEYS = 30;

  private final Database database;
  private final SourceRelation source;
  private final String description;

  /**
   * @param description of the source, for messages
   */
  public ColumnResolver(Database database, SourceRelation source, String description) {
    this.database = database;
    this.source = source;
    this.description = description;
  }

  /** Whether a text names something of the source rather than a constant. */
  public boolean isKnown(String written) {
    return source.columns().contains(written)
        || ColumnReference.isExpression(written)
        || base(written).isPresent();
  }

  /**
   * Finds a column.
   *
   * @param ids whether its values are ids, so that lists stay lists
   * @throws KuayuException if the source has no such column, or the expression is refused
   */
  public ChosenColumn find(ColumnReference named, boolean ids) {
    String written = named.column();
    if (source.columns().contains(written)) {
      return ChosenColumn.plain(written);
    }
    if (ColumnReference.isExpression(written)) {
      return expression(named);
    }
    return path(written, ids).orElseThrow(() -> missing(named));
  }

  private Optional<ChosenColumn> path(String written, boolean ids) {
    Optional<String> base = base(written);
    if (base.isEmpty()) {
      return Optional.empty();
    }
    List<JsonPath> paths =
        JsonPath.candidates(base.get(), written.substring(base.get().length() + 1));
    String rows = source.lenient(Set.of(base.get()));
    List<JsonPath> found = occurring(paths, "(SELECT * FROM %s LIMIT %d)".formatted(rows, SAMPLED));
    if (found.isEmpty()) {
      found = occurring(paths, rows);
    }
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ChosenColumn(
                written,
                Set.of(base.get()),
                found.stream()
                    .map(path -> path.text(ids))
                    .collect(Collectors.joining(", ", "coalesce(", ")"))));
  }

  /** The longest column that the text begins with, followed by a dot. */
  private Optional<String> base(String written) {
    return source.columns().stream()
        .filter(
            column -> written.startsWith(column + ".") && written.length() > column.length() + 1)
        .max(Comparator.comparingInt(String::length));
  }

  private List<JsonPath> occurring(List<JsonPath> paths, String rows) {
    return paths.stream()
        .filter(
            path ->
                !database
                    .list(
                        "SELECT 1 FROM %s WHERE %s IS NOT NULL LIMIT 1"
                            .formatted(rows, path.text(false)),
                        row -> true)
                    .isEmpty())
        .toList();
  }

  private ChosenColumn expression(ColumnReference named) {
    String written = ColumnReference.expression(named.column());
    Set<String> used = new LinkedHashSet<>();
    try {
      String sql = ScalarExpression.parse(database, written, parts -> operand(parts, used));
      if (used.isEmpty()) {
        throw new ScalarExpression.InvalidException("it names no column");
      }
      String text = "CAST((" + sql + ") AS VARCHAR)";
      requireWorking(text, used);
      return new ChosenColumn(named.column(), used, "TRY(" + text + ")");
    } catch (ScalarExpression.InvalidException e) {
      throw new KuayuException(
          ErrorCode.INVALID_EXPRESSION,
          "%s: '%s' is no expression on %s (%s)"
              .formatted(named.place(), written, description, e.getMessage()),
          "write one value of a row in DuckDB's SQL over its columns "
              + String.join(", ", source.columns()),
          e);
    }
  }

  private Optional<String> operand(List<String> parts, Set<String> used) {
    String written = String.join(".", parts);
    Optional<String> exact =
        source.columns().stream()
            .filter(written::equals)
            .findFirst()
            .or(() -> source.columns().stream().filter(written::equalsIgnoreCase).findFirst());
    if (exact.isPresent()) {
      used.add(exact.get());
      return exact.map(Sql::name);
    }
    Optional<ChosenColumn> path = path(written, false);
    path.ifPresent(column -> used.addAll(column.columns()));
    return path.map(ChosenColumn::sql);
  }

  /** Refuses an expression that DuckDB cannot bind, or that fails on most rows of a sample. */
  private void requireWorking(String text, Set<String> used)
      throws ScalarExpression.InvalidException {
    String rows =
        "(SELECT %s FROM %s LIMIT %d)".formatted(Sql.names(used), source.lenient(used), SAMPLED);
    try {
      var _ = database.number("SELECT count(%s) FROM %s".formatted(text, rows));
    } catch (QueryException e) {
      boolean mostly;
      try {
        mostly =
            database.number(
                    "SELECT CAST(2 * count(TRY(%s)) >= count(*) AS INTEGER) FROM %s"
                        .formatted(text, rows))
                == 1;
      } catch (QueryException _) {
        mostly = false;
      }
      if (!mostly) {
        throw new ScalarExpression.InvalidException(String.valueOf(e.getMessage()));
      }
    }
  }

  private KuayuException missing(ColumnReference named) {
    String written = named.column();
    List<String> known = new ArrayList<>(source.columns());
    Optional<String> base = base(written);
    base.ifPresent(column -> known.addAll(0, keys(column, written)));
    String near =
        NameSuggestion.to(written, known).map(name -> "did you mean '" + name + "'? ").orElse("");
    return new KuayuException(
        ErrorCode.UNKNOWN_COLUMN,
        "%s: %s has no column '%s'".formatted(named.place(), description, written),
        near
            + (base.isPresent() ? "columns and keys are " : "its columns are ")
            + String.join(", ", known));
  }

  /** The paths that stand beside a path that is not there. */
  private List<String> keys(String column, String written) {
    JsonPath path = JsonPath.candidates(column, written.substring(column.length() + 1)).getLast();
    String prefix = written.substring(0, written.lastIndexOf('.') + 1);
    return database.list(
        "SELECT DISTINCT unnest(json_keys(parent)) AS key FROM (SELECT unnest(%s) AS parent FROM (SELECT * FROM %s LIMIT %d)) WHERE json_type(parent) = 'OBJECT' ORDER BY key LIMIT %d"
            .formatted(path.parents(), source.lenient(Set.of(column)), SAMPLED, MAX_KEYS),
        row -> prefix + row.getString(1));
  }
}
