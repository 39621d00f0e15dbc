package io.kuayu.engine.filter;

/**
 * A word of a filter.
 *
 * @param kind what it is
 * @param text as it is meant: without quotes and escapes
 * @param column where it begins, from 1
 */
record FilterToken(Kind kind, String text, int column) {
  enum Kind {
    NAME,
    TEXT,
    NUMBER,
    SIGN,
    END
  }

  /** Whether it is this keyword, in letters of any size. */
  boolean is(String keyword) {
    return kind == Kind.NAME && text.equalsIgnoreCase(keyword);
  }

  boolean isSign(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  /** How it is named in a message. */
  String shown() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }
}
