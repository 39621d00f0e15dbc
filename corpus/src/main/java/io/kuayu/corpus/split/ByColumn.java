package io.kuayu.corpus.split;

import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.schema.StagingColumn;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A column of the event sources assigns the split: {@code train}, {@code valid} or {@code test}.
 *
 * @param columnName the column
 * @param place where the configuration names it
 */
public record ByColumn(String columnName, String place) implements SplitStrategy {
  /** The SQL expression for the code of a column's value; NULL if it is no known word. */
  public static String code(String column) {
    return "CASE lower(trim("
        + column
        + ")) WHEN 'train' THEN 0 WHEN 'training' THEN 0"
        + " WHEN 'valid' THEN 1 WHEN 'validation' THEN 1 WHEN 'val' THEN 1 WHEN 'dev' THEN 1"
        + " WHEN 'test' THEN 2 WHEN 'testing' THEN 2 END";
  }

  @Override
  public String name() {
    return "column";
  }

  @Override
  public String expression(Database database) {
    return StagingColumn.PART.sql();
  }

  @Override
  public Optional<String> column() {
    return Optional.of(columnName);
  }

  @Override
  public Map<String, Object> described() {
    return new TreeMap<>(Map.of("by", name(), "column", columnName));
  }
}
