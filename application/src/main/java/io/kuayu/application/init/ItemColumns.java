package io.kuayu.application.init;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the columns of a catalogue are.
 *
 * @param table the catalogue, or events that name their items in words
 * @param id the column of ids
 * @param title what people are shown
 * @param text what language models read
 * @param attributes what filters may ask for
 */
record ItemColumns(
    SampledTable table,
    String id,
    Optional<String> title,
    List<String> text,
    List<String> attributes) {
  private static final int MAX_ATTRIBUTES = 8;
  private static final int TITLE_WORDS = 25;
  private static final int SHORT = 8;

  ItemColumns {
    text = List.copyOf(text);
    attributes = List.copyOf(attributes);
  }

  /** Columns that may hold the ids of a catalogue, the likeliest first. */
  static List<ColumnProfile> ids(SampledTable table) {
    return table.columns().stream()
        .filter(column -> column.isUnique() && column.isId() && !column.isDate())
        .filter(column -> !column.isEpoch() || column.fit(ColumnMeaning.TIME) < ColumnNames.LIKELY)
        .filter(column -> column.words() < 2 || named(column) > ColumnNames.LIKELY)
        .sorted(Comparator.comparingDouble(column -> -named(column)))
        .toList();
  }

  private static double named(ColumnProfile column) {
    return ColumnNames.isPlainId(column.name()) ? 0.95 : column.fit(ColumnMeaning.ITEM);
  }

  /** Whether a table looks like a catalogue: ids of its own, and words about them. */
  static boolean isCatalogue(SampledTable table) {
    return !ids(table).isEmpty()
        && table.columns().stream()
            .anyMatch(
                column ->
                    column.isWords()
                        && (fits(column, ColumnMeaning.TITLE)
                            || fits(column, ColumnMeaning.TEXT)
                            || fits(column, ColumnMeaning.CATEGORY)
                            || column.words() >= 2));
  }

  /**
   * Assigns the other columns.
   *
   * @param without columns with another meaning, such as the one of the domain
   */
  static ItemColumns of(SampledTable table, String id, List<String> without) {
    List<ColumnProfile> others =
        table.columns().stream()
            .filter(column -> !column.name().equals(id) && !without.contains(column.name()))
            .filter(column -> !column.isEmpty())
            .toList();
    Optional<String> title = title(others);
    List<String> text = new ArrayList<>(title.stream().toList());
    for (ColumnMeaning meaning :
        List.of(ColumnMeaning.CATEGORY, ColumnMeaning.BRAND, ColumnMeaning.TEXT)) {
      others.stream()
          .filter(column -> column.isWords() && column.distinct() > 1 && fits(column, meaning))
          .map(ColumnProfile::name)
          .filter(name -> !text.contains(name))
          .forEach(text::add);
    }
    others.stream()
        .filter(column -> column.isWords() && column.words() >= 4 && !isOther(column))
        .map(ColumnProfile::name)
        .filter(name -> !text.contains(name))
        .forEach(text::add);
    List<String> attributes =
        others.stream()
            .filter(column -> title.filter(column.name()::equals).isEmpty())
            .filter(
                column ->
                    fits(column, ColumnMeaning.ATTRIBUTE)
                        || (column.words() < 4
                            && column.distinct() <= Math.max(20, column.filled() / 2)
                            && (fits(column, ColumnMeaning.CATEGORY)
                                || fits(column, ColumnMeaning.BRAND))))
            .filter(column -> !column.isUrl() && column.distinct() > 1)
            .map(ColumnProfile::name)
            .limit(MAX_ATTRIBUTES)
            .toList();
    return new ItemColumns(table, id, title, text, attributes);
  }

  /** The column that is named like a title; else short words that differ from row to row. */
  private static Optional<String> title(List<ColumnProfile> others) {
    return others.stream()
        .filter(column -> column.isWords() && fits(column, ColumnMeaning.TITLE))
        .filter(column -> column.words() <= TITLE_WORDS)
        .max(Comparator.comparingDouble(column -> column.fit(ColumnMeaning.TITLE)))
        .or(
            () ->
                others.stream()
                    .filter(column -> column.isWords() && fits(column, ColumnMeaning.TEXT))
                    .filter(column -> column.words() <= SHORT && column.distinct() >= SHORT)
                    .findFirst())
        .or(
            () ->
                others.stream()
                    .filter(column -> column.isWords() && column.isUnique() && !isOther(column))
                    .filter(column -> column.words() <= TITLE_WORDS)
                    .findFirst())
        .map(ColumnProfile::name);
  }

  private static boolean isOther(ColumnProfile column) {
    return fits(column, ColumnMeaning.IMAGE)
        || fits(column, ColumnMeaning.ATTRIBUTE)
        || fits(column, ColumnMeaning.STATUS)
        || ColumnNames.endsLikeId(column.name());
  }

  private static boolean fits(ColumnProfile column, ColumnMeaning meaning) {
    return column.fit(meaning) >= ColumnNames.LIKELY;
  }
}
