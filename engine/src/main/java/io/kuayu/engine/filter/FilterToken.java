package io.kuayu.engine.filter;

/**
 * A token of a filter.
 *
 * @param kind its kind
 * @param text its value, without quotes and escapes
 * @param column where it begins, counted from 1
 */
record FilterToken(Kind kind, String text, int column) {
  enum Kind {
    NAME,
    /** A name in backticks, which is no keyword whatever it says. */
    QUOTED_NAME,
    TEXT,
    NUMBER,
    SIGN,
    END
  }

  /** Whether it is this keyword, ignoring case. */
  boolean is(String keyword) {
    return kind == Kind.NAME && text.equalsIgnoreCase(keyword);
  }

  boolean isName() {
    return kind == Kind.NAME || kind == Kind.QUOTED_NAME;
  }

  boolean isSign(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  /** Its name in a message. */
  String shown() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }
}
