package io.kuayu.application.init;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells catalogues, lists of people and links between people from events. */
final class TableKind {
  private static final ColumnNames NAMES = ColumnNames.usual();
  private static final int FEW = 20;
  private static final String PEOPLE =
      "(?i)(.*[^\\p{L}])?(users?|customers?|clients?|members?|kunden?|people|persons?|学员|用户|客户|会员)"
          + "([^\\p{L}].*)?";

  private TableKind() {}

  /** Whether a table holds items, with words about them, and no events. */
  static boolean isCatalogue(SampledTable table) {
    return ItemColumns.isCatalogue(table) && !isOfPeople(table) && !isEvents(table);
  }

  /** Whether names of columns say that a row is one event of many. */
  private static boolean isEvents(SampledTable table) {
    Optional<ColumnProfile> user = named(table, ColumnMeaning.USER, ColumnMeaning.ITEM);
    Optional<ColumnProfile> item = named(table, ColumnMeaning.ITEM, ColumnMeaning.USER);
    boolean few = table.rows().size() < FEW;
    return user.isPresent()
        && item.isPresent()
        && !user.get().equals(item.get())
        && (!item.get().isUnique() || (few && !EventRoles.times(table).isEmpty()))
        && (!user.get().isUnique() || few);
  }

  private static Optional<ColumnProfile> named(
      SampledTable table, ColumnMeaning meaning, ColumnMeaning not) {
    return table.columns().stream()
        .filter(column -> column.isId() && !column.isDate() && !column.isEmpty())
        .filter(
            column ->
                column.fit(meaning) >= ColumnNames.LIKELY && column.fit(meaning) > column.fit(not))
        .max(java.util.Comparator.comparingDouble(column -> column.fit(meaning)));
  }

  /** Whether a row is a person, or a link between two. */
  static boolean isOfPeople(SampledTable table) {
    List<ColumnProfile> people =
        table.columns().stream()
            .filter(column -> column.isId() && column.fit(ColumnMeaning.USER) >= ColumnNames.LIKELY)
            .toList();
    boolean items =
        table.columns().stream()
            .anyMatch(
                column ->
                    column.isId()
                        && column.fit(ColumnMeaning.ITEM) >= ColumnNames.LIKELY
                        && column.fit(ColumnMeaning.ITEM) > column.fit(ColumnMeaning.USER));
    if (items) {
      return false;
    }
    String file = table.path().substring(table.path().lastIndexOf('/') + 1);
    boolean unique = people.stream().anyMatch(ColumnProfile::isUnique);
    boolean named = file.replaceFirst("\\..*", "").matches(PEOPLE);
    return unique || (named && ItemColumns.isCatalogue(table)) || isLinks(table);
  }

  private static boolean isLinks(SampledTable table) {
    return table.columns().stream()
                .filter(
                    column -> column.name().matches("(?i).*(friend|follow|user|member|朋友|好友).*"))
                .count()
            >= 2
        && table.columns().size() <= 3;
  }

  /** Why a table is neither. */
  static String whyNot(SampledTable table) {
    if (isLinks(table)) {
      return "links between people are not read";
    }
    if (isOfPeople(table)) {
      return "tells about people; Kuayu knows a person by what they did";
    }
    boolean item = named(table, ColumnMeaning.ITEM, ColumnMeaning.USER).isPresent();
    boolean user = named(table, ColumnMeaning.USER, ColumnMeaning.ITEM).isPresent();
    return (item && user
            ? "is no table of events that come again"
            : user
                ? "has no column of items"
                : item ? "has no column of people" : "has no columns of people and items")
        + " (its columns: "
        + table.columns().stream()
            .map(ColumnProfile::name)
            .limit(12)
            .collect(Collectors.joining(", "))
        + ")";
  }

  /** Whether rows name orders whose people stand in another table. */
  static boolean isPartOf(EventColumns lines, List<SampledTable> tables) {
    String order = lines.user().value().toString();
    return NAMES.fit(order, ColumnMeaning.GROUP) >= ColumnNames.LIKELY
        && NAMES.fit(order, ColumnMeaning.USER) < ColumnNames.LIKELY
        && join(tables).isPresent();
  }

  /** Advice where orders and their lines stand in two tables. */
  static Optional<String> join(List<SampledTable> tables) {
    for (SampledTable lines : tables) {
      Optional<ColumnProfile> item = named(lines, ColumnMeaning.ITEM, ColumnMeaning.USER);
      for (SampledTable heads : tables) {
        Optional<ColumnProfile> user = named(heads, ColumnMeaning.USER, ColumnMeaning.ITEM);
        if (item.isEmpty() || user.isEmpty() || lines.equals(heads)) {
          continue;
        }
        for (ColumnProfile order : lines.columns()) {
          Optional<ColumnProfile> head =
              order.fit(ColumnMeaning.GROUP) < ColumnNames.LIKELY
                  ? Optional.empty()
                  : heads.column(order.name()).or(() -> heads.column("id"));
          if (head.isPresent()
              && head.get().isUnique()
              && order.within(head.get().values()) > 0.5) {
            return Optional.of(
                "%s names items and %s people: join them by %s into one file first, as with duckdb -c \"COPY (FROM '%s' l JOIN '%s' h ON l.%s = h.%s) TO 'events.csv'\""
                    .formatted(
                        lines.path(),
                        heads.path(),
                        order.name(),
                        lines.path(),
                        heads.path(),
                        Conditions.name(order.name()).replace("\"", "\\\""),
                        head.get().name()));
          }
        }
      }
    }
    return Optional.empty();
  }
}
