package io.kuayu.evaluation.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A plain-text table: the first columns, of words, are left-aligned, numbers are right-aligned.
 * Wide characters (Chinese, Japanese, Korean) count as two columns. Control characters, which could
 * move the cursor of a terminal, are shown as {@code ?}.
 */
public final class TextTable {
  private final List<List<String>> rows = new ArrayList<>();

  /** A table with a header. */
  public TextTable(List<String> head) {
    rows.add(clean(head));
  }

  /** Adds a row, with as many cells as the header. */
  public TextTable row(List<String> cells) {
    rows.add(clean(cells));
    return this;
  }

  @Override
  public String toString() {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    boolean[] numbers = new boolean[columns];
    for (int column = 0; column < columns; column++) {
      int each = column;
      widths[column] = rows.stream().mapToInt(row -> width(row.get(each))).max().orElse(0);
      numbers[column] =
          rows.stream().skip(1).allMatch(row -> row.get(each).matches("[-+<. \\d].*|"));
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(" ");
      for (int column = 0; column < columns; column++) {
        String cell = row.get(column);
        String padding = " ".repeat(widths[column] - width(cell));
        line.append(' ').append(numbers[column] ? padding + cell : cell + padding).append(' ');
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static List<String> clean(List<String> cells) {
    return cells.stream().map(cell -> cell.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?")).toList();
  }

  private static int width(String cell) {
    return cell.codePoints().map(TextTable::width).sum();
  }

  private static int width(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
      default ->
          Character.isIdeographic(character)
                  || (character >= 0x1100 && character <= 0x115f)
                  || (character >= 0x3000 && character <= 0x30ff)
                  || (character >= 0xac00 && character <= 0xd7a3)
                  || (character >= 0xff00 && character <= 0xff60)
              ? 2
              : 1;
    };
  }
}
