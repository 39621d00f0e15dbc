package io.kuayu.corpus.schema;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * SQL over the {@link StagingTable}s. Statements name tables and columns by the constants of {@link
 * StagingTable} and {@link StagingColumn}, in lower case and braces:
 *
 * <pre>{@code
 * sql("SELECT max({time}) FROM {linked} AS l JOIN {catalogue} AS c ON c.{item} = l.{item}")
 * }</pre>
 *
 * Values and nested queries are put in afterwards by {@link String#formatted}.
 */
public final class StagingSql {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]+)}");
  private static final Map<String, String> NAMES = names();

  private StagingSql() {}

  private static Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    for (StagingTable table : StagingTable.values()) {
      names.put(table.placeholder(), table.sql());
    }
    for (StagingColumn column : StagingColumn.values()) {
      if (names.put(column.placeholder(), column.sql()) != null) {
        throw new IllegalStateException(column + " is the name of a table and of a column");
      }
    }
    return Map.copyOf(names);
  }

  /**
   * Puts in the names of tables and columns.
   *
   * @throws IllegalArgumentException if the statement names a table or column that is not there
   */
  public static String sql(String statement) {
    return PLACEHOLDER.matcher(statement).replaceAll(StagingSql::name);
  }

  private static String name(MatchResult found) {
    String name = NAMES.get(found.group(1));
    if (name == null) {
      throw new IllegalArgumentException(
          "there is no table or column " + found.group() + " in " + StagingTable.class.getName());
    }
    return name;
  }
}
