package io.kuayu.application.init;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keys of events that have no times, or of rows that hold several items. */
final class NoTimes {
  private static final String IN_ORDER = "(?i).*(sequence|history|ordered|序列|历史).*";

  private NoTimes() {}

  /** Whether values of several items are in the order in which they came. */
  private static boolean isSequence(EventColumns events) {
    return events.separator().filter(" "::equals).isPresent()
        && events.time().isEmpty()
        && events.table().relation().format().equals("tsv")
        && events.table().columns().getLast().name().equals(events.itemColumn())
        && events.itemColumn().matches(IN_ORDER);
  }

  /** Whether each line is a basket and nothing else. */
  private static boolean isLines(EventColumns events) {
    return events.table().relation().format().equals("baskets");
  }

  /** The columns of people and items, and how several items in one value are read. */
  static List<KeyGuess> columns(EventColumns events) {
    if (isLines(events)) {
      return List.of();
    }
    if (isSequence(events)) {
      return List.of(
          KeyGuess.of(
              "format",
              "sequences",
              "'%s' holds items in their order".formatted(events.itemColumn())),
          events.user());
    }
    List<KeyGuess> keys = new ArrayList<>(List.of(events.user(), events.item()));
    events
        .separator()
        .ifPresent(
            sign ->
                keys.add(
                    KeyGuess.of(
                        "baskets",
                        sign.equals(EventColumns.JSON) ? "true" : sign,
                        "what separates the items of one row")));
    return keys;
  }

  /** What orders the events. */
  static List<KeyGuess> order(EventColumns events) {
    if (isSequence(events) || isLines(events)) {
      return List.of();
    }
    if (events.position().isPresent()) {
      return List.of(KeyGuess.of("order", events.position().get(), "there is no column of times"));
    }
    String question =
        "no column was taken for a time or an order; is there one? Then write instead";
    Doubt doubt = new Doubt(question, List.of("timestamp: COLUMN", "order: COLUMN"), false);
    String key = events.separator().isPresent() ? "timestamp" : "baskets";
    return List.of(
        new KeyGuess(
            key,
            key.equals("baskets") ? "true" : "",
            "neither times nor an order",
            Optional.of(doubt)));
  }
}
