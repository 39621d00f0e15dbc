package io.kuayu.corpus.database;

import java.util.Collection;
import java.util.stream.Collectors;

/** Quotes what comes from outside, so that names and texts stay names and texts in SQL. */
public final class Sql {
  private Sql() {}

  /** A column or table name. */
  public static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A text value. */
  public static String text(String value) {
    return '\'' + value.replace("'", "''") + '\'';
  }

  /** Names with commas between them. */
  public static String names(Collection<String> names) {
    return names.stream().map(Sql::name).collect(Collectors.joining(", "));
  }
}
