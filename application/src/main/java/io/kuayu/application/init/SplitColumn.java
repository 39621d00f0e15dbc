package io.kuayu.application.init;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the column of the events that tells which part each one is in. */
final class SplitColumn {
  private static final Set<String> TRAINING = Set.of("train", "training");
  private static final Set<String> TEST = Set.of("test", "testing");
  private static final Set<String> VALIDATION = Set.of("valid", "validation", "val", "dev");

  private SplitColumn() {}

  /** A column that every source has, which names the training and the test part and no other. */
  static Optional<String> of(List<EventColumns> events) {
    return events.stream()
        .findFirst()
        .flatMap(
            first ->
                first.table().columns().stream()
                    .map(ColumnProfile::name)
                    .filter(name -> events.stream().allMatch(one -> isPart(one, name)))
                    .filter(name -> hasBoth(events, name))
                    .findFirst());
  }

  private static boolean isPart(EventColumns events, String name) {
    Set<String> parts = parts(events, name);
    parts.removeAll(TRAINING);
    parts.removeAll(VALIDATION);
    parts.removeAll(TEST);
    return parts.isEmpty() && events.table().column(name).filter(ColumnProfile::isFull).isPresent();
  }

  private static boolean hasBoth(List<EventColumns> events, String name) {
    Set<String> all =
        events.stream()
            .flatMap(one -> parts(one, name).stream())
            .collect(Collectors.toCollection(HashSet::new));
    return TRAINING.stream().anyMatch(all::contains) && TEST.stream().anyMatch(all::contains);
  }

  private static Set<String> parts(EventColumns events, String name) {
    return events.table().column(name).stream()
        .flatMap(column -> column.values().stream())
        .map(value -> value.toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(HashSet::new));
  }
}
