package io.kuayu.engine.filter;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Splits the text of a filter into tokens; the last token is always the end. */
final class FilterLexer {
  private final String text;
  private final List<FilterToken> tokens = new ArrayList<>();
  private int at;

  private FilterLexer(String text) {
    this.text = text;
  }

  static List<FilterToken> of(String text) {
    FilterLexer lexer = new FilterLexer(text);
    lexer.tokenize();
    return List.copyOf(lexer.tokens);
  }

  private void tokenize() {
    while (at < text.length()) {
      char next = text.charAt(at);
      int column = at + 1;
      if (Character.isWhitespace(next)) {
        at++;
      } else if (next == '"' || next == '\'') {
        tokens.add(new FilterToken(FilterToken.Kind.TEXT, quoted(next, column), column));
      } else if (next == '`') {
        tokens.add(new FilterToken(FilterToken.Kind.QUOTED_NAME, quoted(next, column), column));
      } else if (isDigit(next) || ((next == '-' || next == '.') && isNumberNext())) {
        tokens.add(new FilterToken(FilterToken.Kind.NUMBER, number(column), column));
      } else if (Character.isLetter(next) || next == '_') {
        tokens.add(new FilterToken(FilterToken.Kind.NAME, name(), column));
      } else {
        tokens.add(new FilterToken(FilterToken.Kind.SIGN, sign(column), column));
      }
    }
    tokens.add(new FilterToken(FilterToken.Kind.END, "", text.length() + 1));
  }

  private boolean isNumberNext() {
    return at + 1 < text.length() && (isDigit(text.charAt(at + 1)) || text.charAt(at + 1) == '.');
  }

  private static boolean isDigit(char letter) {
    return letter >= '0' && letter <= '9';
  }

  private String quoted(char quote, int column) {
    StringBuilder content = new StringBuilder();
    at++;
    while (at < text.length()) {
      char next = text.charAt(at++);
      if (next == quote) {
        return content.toString();
      }
      if (next == '\\' && at < text.length()) {
        next = text.charAt(at++);
      }
      content.append(next);
    }
    throw problem(column, "the quote that begins here does not end", "close it with " + quote);
  }

  /** A name as it is written in a filter: in backticks where it is no plain word. */
  static String name(String name) {
    boolean isPlain =
        !name.isEmpty()
            && (Character.isLetter(name.charAt(0)) || name.charAt(0) == '_')
            && name.chars().allMatch(letter -> isPartOfName((char) letter))
            && !List.of("and", "or", "in", "not").contains(name.toLowerCase(Locale.ROOT));
    return isPlain ? name : quoted(name, '`');
  }

  /** A text as it is written in a filter. */
  static String text(String text) {
    return quoted(text, '"');
  }

  private static String quoted(String text, char quote) {
    String escaped = text.replace("\\", "\\\\").replace("" + quote, "\\" + quote);
    return quote + escaped + quote;
  }

  private String number(int column) {
    int from = at++;
    while (at < text.length() && isPartOfNumber(text.charAt(at), text.charAt(at - 1))) {
      at++;
    }
    String number = text.substring(from, at);
    if (FilterNumbers.read(number).isEmpty()) {
      throw problem(column, "'" + number + "' is no number", "write it like 20, -1.5 or 2e3");
    }
    return number;
  }

  private static boolean isPartOfNumber(char letter, char before) {
    return isDigit(letter)
        || letter == '.'
        || letter == 'e'
        || letter == 'E'
        || ((letter == '-' || letter == '+') && (before == 'e' || before == 'E'));
  }

  private String name() {
    int from = at;
    while (at < text.length() && isPartOfName(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  private static boolean isPartOfName(char letter) {
    return Character.isLetterOrDigit(letter) || letter == '_' || letter == '.' || letter == '-';
  }

  private String sign(int column) {
    for (String sign : List.of("<=", ">=", "!=", "<>", "==", "<", ">", "=", "(", ")", ",")) {
      if (text.startsWith(sign, at)) {
        at += sign.length();
        return sign;
      }
    }
    int letter = text.codePointAt(at);
    throw problem(
        column,
        "U+" + "%04X".formatted(letter) + " means nothing here",
        "put texts in quotes; the signs are < <= > >= = != ( ) ,");
  }

  static KuayuException problem(int column, String problem, String remedy) {
    return new KuayuException(
        ErrorCode.INVALID_FILTER, "filter, column " + column + ": " + problem, remedy);
  }
}
