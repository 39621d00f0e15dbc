package io.kuayu.corpus.column;

import io.kuayu.corpus.database.Sql;
import java.util.Set;

/**
 * A column that the configuration chose, ready for SQL.
 *
 * @param written as the configuration has it
 * @param columns of the source that it reads
 * @param sql an expression over them that gives text, or NULL
 */
public record ChosenColumn(String written, Set<String> columns, String sql) {
  public ChosenColumn {
    columns = Set.copyOf(columns);
  }

  /** A column of the source as it is. */
  static ChosenColumn plain(String column) {
    return new ChosenColumn(column, Set.of(column), "CAST(" + Sql.name(column) + " AS VARCHAR)");
  }
}
