package io.kuayu.application.init;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Finds what else events tell beside people and items: when, of which kind, how much. */
final class EventRoles {
  private static final int MAX_TYPES = 30;
  private static final String RATING = "10|[0-9]([.][05])?";
  private static final Set<String> ACTIONS =
      Set.of(
          "view",
          "click",
          "cart",
          "purchase",
          "buy",
          "pv",
          "fav",
          "like",
          "add_to_cart",
          "addtocart",
          "favorite",
          "share",
          "play",
          "rate",
          "view_item",
          "page_view",
          "浏览",
          "点击",
          "购买",
          "收藏",
          "加购");

  private EventRoles() {}

  /** Columns of times, the likeliest first. */
  static List<ColumnProfile> times(SampledTable table) {
    List<ColumnProfile> times = new ArrayList<>();
    for (ColumnProfile column : table.columns()) {
      double named = column.fit(ColumnMeaning.TIME);
      boolean moment = column.isEpoch() && (named > ColumnNames.POSSIBLE || table.isNameless());
      if (column.isFull() && (column.isDate() || moment)) {
        times.add(column);
      }
    }
    // The name of a folder tells the day at most; a column of the files tells more.
    times.sort(
        Comparator.comparing((ColumnProfile column) -> table.isPartition(column.name()))
            .thenComparingDouble(column -> -column.fit(ColumnMeaning.TIME)));
    return times;
  }

  /** The column of the kind of event. */
  static Optional<ColumnProfile> type(List<ColumnProfile> rest) {
    return rest.stream()
        .filter(column -> column.distinct() <= MAX_TYPES && column.isFull())
        .filter(
            column ->
                (column.fit(ColumnMeaning.TYPE) >= ColumnNames.LIKELY && column.isWords())
                    || column.values().stream().anyMatch(ACTIONS::contains))
        .max(Comparator.comparingDouble(column -> column.fit(ColumnMeaning.TYPE)));
  }

  /** The column of a rating or an amount. */
  static Optional<String> value(SampledTable table, List<ColumnProfile> rest) {
    Optional<String> named = named(rest, ColumnMeaning.VALUE, ColumnProfile::isNumber);
    return named.isPresent() || !table.isNameless()
        ? named
        : rest.stream()
            .filter(column -> column.values().stream().allMatch(v -> v.matches(RATING)))
            .map(ColumnProfile::name)
            .findFirst();
  }

  /** The column whose name has a meaning best, of those that pass a test. */
  static Optional<String> named(
      List<ColumnProfile> columns, ColumnMeaning meaning, Predicate<ColumnProfile> test) {
    return columns.stream()
        .filter(column -> column.fit(meaning) >= ColumnNames.LIKELY && test.test(column))
        .max(Comparator.comparingDouble(column -> column.fit(meaning)))
        .map(ColumnProfile::name);
  }
}
