package io.kuayu.application.init;

import io.kuayu.corpus.database.Sql;

/** Writes conditions of {@code where} as a person would. */
final class Conditions {
  private Conditions() {}

  /** {@code domain = 'Food'}. */
  static String equal(String column, String value) {
    return name(column) + " = " + text(value);
  }

  static String name(String column) {
    return column.matches("[\\p{L}_][\\p{L}\\p{N}_]*") ? column : Sql.name(column);
  }

  static String text(String value) {
    return Sql.text(value);
  }
}
