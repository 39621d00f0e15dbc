package io.kuayu.application.init;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out which columns of a table of events are which, by their names and contents. */
final class EventColumnFinder {
  private static final ColumnNames NAMES = ColumnNames.usual();
  private static final double CONTAINED = 0.5;
  private static final int MAX_TYPES = 30;
  private static final int MAX_DOMAINS = 30;

  private final List<Set<String>> catalogues;

  /**
   * @param catalogues whose ids tell which columns name items
   */
  EventColumnFinder(List<SampledTable> catalogues) {
    this.catalogues =
        catalogues.stream()
            .flatMap(catalogue -> ItemColumns.ids(catalogue).stream())
            .map(ColumnProfile::values)
            .toList();
  }

  /** The columns; empty where the table holds no events. */
  Optional<EventColumns> find(SampledTable table) {
    List<ColumnProfile> times = EventRoles.times(table);
    Optional<String> time = times.stream().findFirst().map(ColumnProfile::name);
    Optional<ColumnProfile> list = list(table);
    List<ColumnProfile> ids =
        table.columns().stream()
            .filter(column -> column.isId() && !column.isDate() && column.distinct() > 1)
            .filter(
                column ->
                    !column.isUrl()
                        || column.fit(ColumnMeaning.ITEM) >= ColumnNames.LIKELY
                        || column.fit(ColumnMeaning.USER) >= ColumnNames.LIKELY)
            .filter(column -> time.filter(column.name()::equals).isEmpty())
            .filter(column -> !isOther(column))
            .toList();
    Optional<KeyGuess> item = list.isPresent() ? list.map(this::list) : item(ids);
    if (item.isEmpty()) {
      return Optional.empty();
    }
    String itemColumn = item.get().value().toString();
    Optional<KeyGuess> user =
        user(
            table,
            ids.stream().filter(column -> !column.name().equals(itemColumn)).toList(),
            list.isPresent());
    if (user.isEmpty()) {
      user = group(table, itemColumn);
    }
    if (user.isEmpty()) {
      return Optional.empty();
    }
    String userColumn = user.get().value().toString();
    boolean known =
        isKnown(userColumn, ColumnMeaning.USER) || isKnown(itemColumn, ColumnMeaning.ITEM);
    boolean sure = known || contained(table.column(itemColumn).orElseThrow()) >= CONTAINED;
    KeyGuess finalUser = user.get();
    KeyGuess finalItem = item.get();
    if (!sure && !table.isNameless()) {
      finalUser = undecided("user", userColumn, itemColumn);
      finalItem = undecided("item", itemColumn, userColumn);
    } else if (!sure) {
      Doubt doubt =
          new Doubt(
              "is '" + userColumn + "' the person? The file names no columns", List.of(), false);
      finalUser = finalUser.doubted(doubt);
    }
    List<ColumnProfile> rest =
        table.columns().stream()
            .filter(column -> !column.isEmpty() && !times.contains(column))
            .filter(column -> !Set.of(userColumn, itemColumn).contains(column.name()))
            .toList();
    Optional<ColumnProfile> type = EventRoles.type(rest);
    return Optional.of(
        new EventColumns(
            table,
            finalUser,
            finalItem,
            time,
            EventRoles.named(rest, ColumnMeaning.CLOCK, ColumnProfile::isClock),
            type.map(ColumnProfile::name),
            EventRoles.value(table, rest),
            EventRoles.named(rest, ColumnMeaning.STATUS, column -> column.distinct() <= MAX_TYPES),
            EventRoles.named(rest, ColumnMeaning.POSITION, ColumnProfile::isWhole),
            EventRoles.named(
                rest,
                ColumnMeaning.DOMAIN,
                column ->
                    column.distinct() > 1
                        && column.distinct() <= MAX_DOMAINS
                        && type.filter(column::equals).isEmpty()),
            list.flatMap(EventColumnFinder::separator)));
  }

  private static KeyGuess undecided(String key, String column, String other) {
    return new KeyGuess(
        key,
        column,
        "",
        Optional.of(
            new Doubt(
                "is '%s' or '%s' the column of %s?"
                    .formatted(column, other, key.equals("user") ? "people" : "items"),
                List.of(key + ": " + column, key + ": " + other),
                true)));
  }

  /** Whether a column is known to be something else than an id. */
  private static boolean isOther(ColumnProfile column) {
    double id = Math.max(column.fit(ColumnMeaning.USER), column.fit(ColumnMeaning.ITEM));
    for (ColumnMeaning meaning :
        List.of(
            ColumnMeaning.TIME,
            ColumnMeaning.CLOCK,
            ColumnMeaning.VALUE,
            ColumnMeaning.TYPE,
            ColumnMeaning.CATEGORY,
            ColumnMeaning.STATUS,
            ColumnMeaning.DOMAIN,
            ColumnMeaning.POSITION,
            ColumnMeaning.GROUP,
            ColumnMeaning.ATTRIBUTE)) {
      if (column.fit(meaning) >= ColumnNames.LIKELY && column.fit(meaning) > id) {
        return true;
      }
    }
    return false;
  }

  /** The column whose values are ids of a catalogue, or that is named like one of items. */
  private Optional<KeyGuess> item(List<ColumnProfile> ids) {
    Optional<ColumnProfile> found =
        ids.stream()
            .filter(column -> column.fit(ColumnMeaning.USER) < ColumnNames.LIKELY || isItem(column))
            .filter(column -> itemScore(column) >= ColumnNames.POSSIBLE)
            .max(Comparator.comparingDouble(this::itemScore));
    if (found.isPresent()) {
      double share = contained(found.get());
      return Optional.of(
          KeyGuess.of(
              "item",
              found.get().name(),
              share >= CONTAINED
                  ? "%.0f %% of its values are ids of the catalogue".formatted(100 * share)
                  : "by its name; %,d values".formatted(found.get().distinct())));
    }
    List<ColumnProfile> unknown =
        ids.stream()
            .filter(
                column -> column.repeats() && column.fit(ColumnMeaning.USER) < ColumnNames.POSSIBLE)
            .filter(column -> !column.isWords() || column.words() < 2)
            .toList();
    boolean person =
        ids.stream().anyMatch(column -> column.fit(ColumnMeaning.USER) >= ColumnNames.LIKELY);
    if (person && unknown.size() == 1) {
      return Optional.of(
          KeyGuess.of(
              "item", unknown.getFirst().name(), "the only other column of ids that come again"));
    }
    return !person && unknown.size() >= 2
        ? Optional.of(KeyGuess.of("item", unknown.get(1).name(), "the second column of ids"))
        : Optional.empty();
  }

  /** An order or a session in place of a person, where nobody is named. */
  private static Optional<KeyGuess> group(SampledTable table, String item) {
    return table.columns().stream()
        .filter(column -> column.isId() && column.isFull() && !column.name().equals(item))
        .filter(column -> column.fit(ColumnMeaning.GROUP) >= ColumnNames.LIKELY)
        .max(Comparator.comparingDouble(column -> column.fit(ColumnMeaning.GROUP)))
        .map(
            column ->
                KeyGuess.of(
                        "user",
                        column.name(),
                        "nobody is named: each of these is a person of its own")
                    .doubted(
                        new Doubt(
                            "does a column tell who did it? '%s' is taken for a person"
                                .formatted(column.name()),
                            List.of(),
                            false)));
  }

  private static boolean isItem(ColumnProfile column) {
    return column.fit(ColumnMeaning.ITEM) > column.fit(ColumnMeaning.USER);
  }

  private double itemScore(ColumnProfile column) {
    double share = contained(column);
    return column.fit(ColumnMeaning.ITEM) * 0.8
        + (share >= CONTAINED ? share : 0)
        - (column.fit(ColumnMeaning.USER) >= ColumnNames.LIKELY ? 0.5 : 0);
  }

  /** The largest share of its values that is among the ids of one catalogue. */
  private double contained(ColumnProfile column) {
    return catalogues.stream().mapToDouble(column::within).max().orElse(0);
  }

  private Optional<KeyGuess> user(SampledTable table, List<ColumnProfile> ids, boolean alone) {
    Optional<ColumnProfile> named =
        ids.stream()
            .filter(column -> column.fit(ColumnMeaning.USER) >= ColumnNames.POSSIBLE)
            .filter(column -> alone || !column.isUnique() || table.rows().size() < 20)
            .max(Comparator.comparingDouble(column -> column.fit(ColumnMeaning.USER)));
    if (named.isPresent()) {
      return Optional.of(
          KeyGuess.of(
              "user",
              named.get().name(),
              "by its name; %,d values".formatted(named.get().distinct())));
    }
    List<ColumnProfile> unknown =
        ids.stream()
            .filter(
                column ->
                    (column.repeats() || alone)
                        && column.fit(ColumnMeaning.ITEM) < ColumnNames.LIKELY)
            .filter(column -> column.distinct() > 3 && !ColumnNames.isPlainId(column.name()))
            .toList();
    return unknown.stream()
        .findFirst()
        .map(
            column ->
                KeyGuess.of(
                    "user",
                    column.name(),
                    unknown.size() == 1
                        ? "the only other column of ids that come again"
                        : "the first column of ids that come again"));
  }

  /** A column with several ids in each value, most of which a catalogue or its name knows. */
  private Optional<ColumnProfile> list(SampledTable table) {
    return table.columns().stream()
        .filter(column -> !column.isDate() && !column.isUrl() && separator(column).isPresent())
        .filter(
            column ->
                !separator(column).equals(Optional.of(" "))
                    || column.fit(ColumnMeaning.LIST) > 0
                    || column.fit(ColumnMeaning.ITEM) > 0)
        .filter(
            column ->
                contained(ColumnProfile.of(column.name(), column.pieces())) >= CONTAINED
                    || (column.fit(ColumnMeaning.LIST) >= ColumnNames.LIKELY
                        && catalogues.isEmpty()))
        .findFirst();
  }

  private static Optional<String> separator(ColumnProfile column) {
    boolean json = column.values().stream().limit(100).allMatch(value -> value.startsWith("["));
    return json && !column.isEmpty() ? Optional.of(EventColumns.JSON) : column.separator();
  }

  private KeyGuess list(ColumnProfile column) {
    return KeyGuess.of("item", column.name(), "several ids in each value");
  }

  private static boolean isKnown(String column, ColumnMeaning meaning) {
    return NAMES.fit(column, meaning) >= ColumnNames.POSSIBLE;
  }
}
