package io.kuayu.application.init;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes the block of a source of events out of what is known of its columns. */
final class EventKeys {
  private static final Map<String, String> TYPES = new LinkedHashMap<>();
  private static final String LOST =
      "(?i).*(cancel|refund|return|fail|void|declin|storn|erstattet|retour|annul|取消|退款|退货|关闭).*";

  static {
    TYPES.put("view", "views? visits? page_?views? 浏览");
    TYPES.put("click", "clicks? clickstream 点击");
    TYPES.put("purchase", "orders? purchases? sales? transactions? bestellungen verkäufe 订单 购买");
    TYPES.put("rating", "ratings? reviews? bewertungen 评分 评论");
    TYPES.put("like", "likes? favou?rites? 收藏");
    TYPES.put("play", "plays? listens? 播放 收听");
    TYPES.put("watch", "watch(es)? views? 观看");
  }

  private final TableReader reader;

  EventKeys(TableReader reader) {
    this.reader = reader;
  }

  /**
   * The block.
   *
   * @param domain the condition that leaves one domain of several; empty where the file has one
   */
  SourceGuess of(EventColumns events, Optional<String> domain) {
    SampledTable table = events.table();
    List<KeyGuess> keys = shape(table);
    domain.ifPresent(where -> keys.add(KeyGuess.of("where", where, "one domain of the file")));
    keys.addAll(NoTimes.columns(events));
    Optional<TimeColumn> time =
        events.time().flatMap(column -> TimeColumn.of(reader, table, column));
    keys.addAll(times(events, time));
    type(events).ifPresent(keys::add);
    events
        .value()
        .ifPresent(
            value -> {
              keys.add(KeyGuess.of("value", value, "numbers, by its name"));
              if (table.column(value).orElseThrow().hasDecimalComma()) {
                keys.add(KeyGuess.of("decimal", ",", "as in " + comma(table, value)));
              }
            });
    keys.addAll(conditions(events, domain));
    return new SourceGuess(table.path(), table.described(), keys);
  }

  /** How the file is written, where that differs from what is recognised. */
  static List<KeyGuess> shape(SampledTable table) {
    List<KeyGuess> keys = new ArrayList<>();
    table
        .shape()
        .forEach(
            (key, value) ->
                keys.add(
                    switch (key) {
                      case "encoding" ->
                          new KeyGuess(
                              key,
                              value,
                              "the file is not UTF-8; guessed by its letters",
                              value.equals("UTF-16")
                                  ? Optional.empty()
                                  : Optional.of(
                                      new Doubt(
                                          "are accents and signs right in the first list? If not,"
                                              + " name another encoding",
                                          List.of(),
                                          false)));
                      case "columns" -> KeyGuess.of(key, value, "the file names none");
                      default -> KeyGuess.of(key, value, "");
                    }));
    return keys;
  }

  private static List<KeyGuess> times(EventColumns events, Optional<TimeColumn> time) {
    List<KeyGuess> keys = new ArrayList<>();
    if (time.isEmpty()) {
      return events.time().isPresent() ? List.of(unread(events)) : NoTimes.order(events);
    }
    String column = events.time().orElseThrow();
    TimeColumn known = time.get();
    Optional<String> joined =
        events.clock().flatMap(clock -> clocked(events.table(), column, clock));
    keys.add(KeyGuess.of("timestamp", joined.orElse(column), known.note()));
    if (joined.isPresent()) {
      return keys;
    }
    if (!known.ambiguous().isEmpty()) {
      String example = events.table().column(column).orElseThrow().examples(1).getFirst();
      keys.add(
          new KeyGuess(
              "time-format",
              known.ambiguous().getFirst(),
              "",
              Optional.of(
                  new Doubt(
                      "how are times such as '%s' to be read, as no row decides?"
                          .formatted(example),
                      known.ambiguous().stream()
                          .map(format -> "time-format: " + ConfigurationText.scalar(format))
                          .toList(),
                      true))));
    } else if (!known.format().isEmpty()) {
      keys.add(
          KeyGuess.of(
              "time-format",
              known.format().size() == 1 ? known.format().getFirst() : known.format(),
              "reads the times of the sample"));
    }
    events
        .position()
        .ifPresent(
            position -> keys.add(KeyGuess.of("order", position, "orders events of equal times")));
    if (known.local()) {
      String zone =
          TimeColumn.zone(events.table().columns().stream().map(ColumnProfile::name).toList());
      keys.add(
          KeyGuess.of("time-zone", "", "")
              .doubted(
                  new Doubt(
                      "the times tell no zone and are taken as UTC; is it another one?",
                      List.of("time-zone: " + zone),
                      false)));
    }
    return keys;
  }

  /** The expression for a day and an hour in two columns. */
  private static Optional<String> clocked(SampledTable table, String day, String clock) {
    String days = table.column(day).orElseThrow().examples(1).getFirst();
    String hours = table.column(clock).orElseThrow().examples(1).getFirst();
    String date =
        days.matches("\\d{4}-\\d\\d-\\d\\d")
            ? "%Y-%m-%d"
            : days.matches("\\d\\d?\\.\\d\\d?\\.\\d{4}") ? "%d.%m.%Y" : "";
    String time =
        hours.matches("\\d\\d?:\\d\\d:\\d\\d")
            ? "%H:%M:%S"
            : hours.matches("\\d\\d?:\\d\\d") ? "%H:%M" : "";
    return date.isEmpty() || time.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "= strptime(%s || ' ' || %s, '%s %s')"
                .formatted(Conditions.name(day), Conditions.name(clock), date, time));
  }

  private static KeyGuess unread(EventColumns events) {
    String column = events.time().orElseThrow();
    String example = events.table().column(column).orElseThrow().examples(1).getFirst();
    return KeyGuess.of("timestamp", column, "by its name")
        .doubted(
            new Doubt(
                "how are times such as '%s' written?".formatted(example),
                List.of("time-format: dd.MM.yyyy HH:mm"),
                true));
  }

  private static Optional<KeyGuess> type(EventColumns events) {
    if (events.type().isPresent()) {
      String column = events.type().get();
      return Optional.of(
          KeyGuess.of(
              "type",
              column,
              String.join(", ", events.table().column(column).orElseThrow().examples(5))));
    }
    String path = events.table().path();
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(java.util.Locale.ROOT);
    for (Map.Entry<String, String> type : TYPES.entrySet()) {
      String words = type.getValue().replace(' ', '|');
      boolean told = name.matches("(.*[^\\p{L}])?(" + words + ")([^\\p{L}].*)?");
      if (told && events.table().column(type.getKey()).isEmpty()) {
        return Optional.of(KeyGuess.of("type", type.getKey(), "all rows, by the name of the file"));
      }
    }
    return Optional.empty();
  }

  /** Conditions that a person may want: without orders that came to nothing or low ratings. */
  private static List<KeyGuess> conditions(EventColumns events, Optional<String> domain) {
    List<KeyGuess> keys = new ArrayList<>();
    String before = domain.map(where -> where + " AND ").orElse("");
    events
        .status()
        .ifPresent(
            column -> {
              ColumnProfile status = events.table().column(column).orElseThrow();
              List<String> lost =
                  status.values().stream().filter(value -> value.matches(LOST)).sorted().toList();
              if (!lost.isEmpty()) {
                long rows = lost.stream().mapToLong(value -> status.counts().get(value)).sum();
                keys.add(
                    optional(
                        "do rows count whose %s is %s (%.0f %%)?"
                            .formatted(
                                column, String.join(" or ", lost), 100.0 * rows / status.filled()),
                        before
                            + Conditions.name(column)
                            + " NOT IN ("
                            + lost.stream().map(Conditions::text).collect(Collectors.joining(", "))
                            + ")"));
              }
            });
    events
        .value()
        .filter(column -> ColumnNames.usual().isExactly(column, ColumnMeaning.VALUE))
        .filter(column -> isRating(events.table().column(column).orElseThrow()))
        .ifPresent(
            column -> {
              double max =
                  events.table().column(column).orElseThrow().values().stream()
                      .mapToDouble(value -> Double.parseDouble(value.replace(',', '.')))
                      .max()
                      .orElse(5);
              keys.add(
                  optional(
                      "do low ratings count? Now every rating does",
                      before + Conditions.name(column) + " >= " + (max > 5 ? 6 : 3)));
            });
    return keys;
  }

  private static boolean isRating(ColumnProfile column) {
    return column.name().matches("(?i).*(rating|score|stars|overall|bewertung|note|评分|星级).*")
        && column.distinct() <= 21
        && column.values().stream().allMatch(value -> value.matches("(10|\\d)([.,]\\d+)?"));
  }

  private static KeyGuess optional(String question, String condition) {
    return KeyGuess.of("where", "", "")
        .doubted(
            new Doubt(question, List.of("where: " + ConfigurationText.scalar(condition)), false));
  }

  private static String comma(SampledTable table, String column) {
    return table.column(column).orElseThrow().values().stream()
        .filter(value -> value.contains(","))
        .findFirst()
        .orElse("");
  }
}
