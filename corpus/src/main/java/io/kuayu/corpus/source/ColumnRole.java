package io.kuayu.corpus.source;

/** What a column may stand for. */
public enum ColumnRole {
  USER,
  ITEM,
  TIMESTAMP,
  VALUE,
  ID,
  TITLE,
  TEXT,
  /** Which of a person's events came first, inside the file alone. */
  ORDER
}
