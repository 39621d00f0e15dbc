package io.kuayu.evaluation.report;

import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes HTML; untrusted text is escaped by {@link #text}. */
final class Html {
  private static final String CELL = "<td";

  /** Columns that fit into half a screen, and into a whole one. */
  private static final int MAX_FEW = 6;

  private static final int MAX_MANY = 11;

  private static final String FEW = "few";
  private static final String MANY = "many";
  private static final String TOO_MANY = "too-many";

  /** The width in pixels at or below which each kind of table is shown as a list. */
  static final SortedMap<String, Integer> LIST_BELOW =
      Collections.unmodifiableSortedMap(
          new TreeMap<>(Map.of(FEW, 760, MANY, 1_150, TOO_MANY, 10_000)));

  private Html() {}

  /**
   * Escapes untrusted text for element content and quoted attributes; control characters are shown.
   */
  static String text(String untrusted) {
    StringBuilder safe = new StringBuilder(untrusted.length() + 16);
    untrusted
        .codePoints()
        .forEach(
            character -> {
              switch (character) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(visible(character));
              }
            });
    return safe.toString();
  }

  /** Replaces characters that could reverse text or be invisible by the replacement character. */
  private static int visible(int character) {
    boolean hidden =
        switch (Character.getType(character)) {
          case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
          case Character.CONTROL -> character != '\n' && character != '\t';
          default -> false;
        };
    return hidden ? 0xfffd : character;
  }

  /** JSON that may stand inside a script element. */
  static String json(String json) {
    StringBuilder safe = new StringBuilder(json.length());
    for (int index = 0; index < json.length(); index++) {
      char character = json.charAt(index);
      boolean plain =
          "<>&\u2028\u2029".indexOf(character) < 0
              && Character.getType(character) != Character.FORMAT;
      if (plain) {
        safe.append(character);
      } else {
        safe.append("\\u").append(HexFormat.of().toHexDigits(character));
      }
    }
    return safe.toString();
  }

  /**
   * A table whose cells are already HTML; rows begin with {@link #name}. Where it does not fit, the
   * style sheet shows each row as a list, with the head of each cell beside it.
   */
  static String table(List<String> head, List<String> rows) {
    String width = head.size() <= MAX_FEW ? FEW : head.size() <= MAX_MANY ? MANY : TOO_MANY;
    StringBuilder html =
        new StringBuilder("<div class=\"wide\"><table class=\"" + width + "\"><thead><tr>");
    head.forEach(cell -> html.append("<th scope=\"col\">").append(cell).append("</th>"));
    html.append("</tr></thead><tbody>\n");
    rows.forEach(row -> html.append("<tr>").append(labelled(row, head)).append("</tr>\n"));
    return html.append("</tbody></table></div>\n").toString();
  }

  private static String labelled(String row, List<String> head) {
    StringBuilder html = new StringBuilder();
    int from = 0;
    int column = 1;
    for (int at = row.indexOf(CELL); at >= 0; at = row.indexOf(CELL, from)) {
      html.append(row, from, at)
          .append(CELL)
          .append(" data-head=\"")
          .append(head.get(column++).replaceAll("<[^>]*>", ", "))
          .append('"');
      from = at + CELL.length();
    }
    return html.append(row.substring(from)).toString();
  }

  /** The cell that names a row. */
  static String name(String untrusted) {
    String safe = text(untrusted);
    return "<th scope=\"row\" title=\"" + safe + "\">" + safe + "</th>";
  }

  /** A cell of a class that the style sheet defines. */
  static String cell(String kind, String html) {
    return kind.isEmpty()
        ? "<td>" + html + "</td>"
        : "<td class=\"" + kind + "\">" + html + "</td>";
  }
}
