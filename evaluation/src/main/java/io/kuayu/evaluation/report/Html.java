package io.kuayu.evaluation.report;

import java.util.HexFormat;
import java.util.List;

/** Writes HTML; untrusted text is escaped by {@link #text}. */
final class Html {
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

  /** A table whose cells are already HTML; rows begin with {@link #name}. */
  static String table(List<String> head, List<String> rows) {
    StringBuilder html = new StringBuilder("<div class=\"wide\"><table><thead><tr>");
    head.forEach(cell -> html.append("<th scope=\"col\">").append(cell).append("</th>"));
    html.append("</tr></thead><tbody>\n");
    rows.forEach(row -> html.append("<tr>").append(row).append("</tr>\n"));
    return html.append("</tbody></table></div>\n").toString();
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
