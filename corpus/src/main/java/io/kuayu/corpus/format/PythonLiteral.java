package io.kuayu.corpus.format;

import java.util.Optional;

/** Rewrites a Python dictionary of texts, numbers, lists and dictionaries as JSON. */
final class PythonLiteral {
  private PythonLiteral() {}

  /**
   * The JSON of a literal; empty where a text is not closed. What else is wrong JSON readers tell.
   */
  static Optional<String> toJson(String literal) {
    StringBuilder json = new StringBuilder(literal.length() + 16);
    int at = 0;
    while (at < literal.length()) {
      char c = literal.charAt(at);
      if (c == '\'' || c == '"') {
        at = text(literal, at, json);
        if (at < 0) {
          return Optional.empty();
        }
      } else if (Character.isLetter(c)) {
        int end = at;
        while (end < literal.length() && Character.isLetter(literal.charAt(end))) {
          end++;
        }
        at = word(literal, at, end, json);
      } else {
        json.append(c);
        at++;
      }
    }
    return Optional.of(json.toString());
  }

  private static int word(String literal, int from, int to, StringBuilder json) {
    String word = literal.substring(from, to);
    switch (word) {
      case "None" -> json.append("null");
      case "True" -> json.append("true");
      case "False" -> json.append("false");
      case "u" -> {
        // The mark of a Unicode text in Python 2 says nothing here.
      }
      default -> json.append(word);
    }
    return to;
  }

  /**
   * Copies the text that opens at {@code from}; the position behind it, or -1 where it stays open.
   */
  private static int text(String literal, int from, StringBuilder json) {
    char quote = literal.charAt(from);
    json.append('"');
    int at = from + 1;
    while (at < literal.length()) {
      char c = literal.charAt(at);
      if (c == quote) {
        json.append('"');
        return at + 1;
      }
      if (c == '\\' && at + 1 < literal.length()) {
        at = escape(literal, at + 1, json);
      } else {
        json.append(c == '"' ? "\\\"" : c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
        at++;
      }
    }
    return -1;
  }

  private static int escape(String literal, int at, StringBuilder json) {
    char c = literal.charAt(at);
    switch (c) {
      case 'n', 't', 'r', 'b', 'f', 'u', '"', '\\' -> json.append('\\').append(c);
      case '\'' -> json.append('\'');
      case 'x' -> json.append("\\u00");
      default -> json.append("\\\\").append(c);
    }
    return at + 1;
  }
}
