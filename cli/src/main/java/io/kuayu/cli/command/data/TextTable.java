package io.kuayu.cli.command.data;

import io.kuayu.corpus.format.Excerpt;
import java.util.ArrayList;
import java.util.List;

/** Rows of texts as lines whose columns stand below each other on a terminal. */
final class TextTable {
  private static final int MAX_WIDTH = 40;

  private TextTable() {}

  /** The lines; the last column is as wide as it likes. */
  static List<String> lines(List<List<String>> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int column = 0; column < columns; column++) {
        widths[column] = Math.max(widths[column], Math.min(MAX_WIDTH, width(row.get(column))));
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < columns; column++) {
        String text = Excerpt.of(row.get(column));
        line.append(text);
        if (column < columns - 1) {
          line.repeat(' ', Math.max(0, widths[column] - width(text)) + 2);
        }
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  /** Signs of Chinese, Japanese and Korean are two columns wide. */
  private static int width(String text) {
    return text.codePoints()
        .map(
            point ->
                Character.isIdeographic(point)
                        || point >= 0xac00 && point <= 0xd7a3
                        || point >= 0xff00 && point <= 0xff60
                    ? 2
                    : 1)
        .sum();
  }
}
