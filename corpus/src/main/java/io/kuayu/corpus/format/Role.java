package io.kuayu.corpus.format;

/** What a column may stand for. */
public enum Role {
  USER,
  ITEM,
  TIMESTAMP,
  VALUE,
  ID,
  TITLE,
  TEXT
}
