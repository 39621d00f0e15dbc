package io.kuayu.application.init;

import java.util.Locale;

/** What a column may stand for. Each has a line of names in {@code column-names.txt}. */
enum ColumnMeaning {
  USER,
  ITEM,
  TIME,
  /** The hour of a day whose date stands in a column of its own. */
  CLOCK,
  VALUE,
  TYPE,
  TITLE,
  TEXT,
  CATEGORY,
  BRAND,
  ATTRIBUTE,
  IMAGE,
  DOMAIN,
  STATUS,
  /** What was bought together: an order, a session. */
  GROUP,
  /** The place of an event among those of its person. */
  POSITION,
  /** Several items in one value. */
  LIST;

  static ColumnMeaning named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
