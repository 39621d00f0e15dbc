package io.kuayu.application.init;

import java.util.List;
import java.util.Optional;

/** Keys of events that have no times: sequences, baskets and rows with a place of their own. */
final class NoTimes {
  private NoTimes() {}

  /** How several items in one value are read. */
  static List<KeyGuess> lists(EventColumns events, String separator) {
    return List.of(
        KeyGuess.of(
            "format",
            "sequences",
            "'%s' holds several items in each value".formatted(events.itemColumn())));
  }

  /** The columns of people and items. */
  static List<KeyGuess> columns(EventColumns events) {
    return events.separator().isPresent()
        ? List.of(events.user())
        : List.of(events.user(), events.item());
  }

  /** What orders the events. */
  static List<KeyGuess> order(EventColumns events) {
    if (events.separator().isPresent()) {
      return List.of();
    }
    return events
        .position()
        .map(column -> List.of(KeyGuess.of("order", column, "there is no column of times")))
        .orElseGet(
            () ->
                List.of(
                    new KeyGuess(
                        "timestamp",
                        "",
                        "",
                        Optional.of(
                            new Doubt(
                                "which column tells when, or in which order?",
                                List.of("timestamp: COLUMN", "order: COLUMN"),
                                true)))));
  }
}
