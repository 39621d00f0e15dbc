package io.kuayu.application.init;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Gives the columns of files without a header the names of what they are. */
final class NamelessColumns {
  private NamelessColumns() {}

  static EventColumns named(EventColumns events) {
    if (!events.table().isNameless()) {
      return events;
    }
    Map<String, String> names = new LinkedHashMap<>();
    names.put(events.user().value().toString(), "user");
    names.put(events.itemColumn(), "item");
    events.time().ifPresent(column -> names.put(column, "time"));
    events.type().ifPresent(column -> names.put(column, "action"));
    events.value().ifPresent(column -> names.put(column, "rating"));
    return new EventColumns(
        events.table().renamed(names),
        named(events.user(), names),
        named(events.item(), names),
        events.time().map(column -> names.getOrDefault(column, column)),
        events.clock(),
        events.type().map(column -> names.getOrDefault(column, column)),
        events.value().map(column -> names.getOrDefault(column, column)),
        events.status(),
        events.position(),
        events.domain(),
        events.separator());
  }

  /** A catalogue with names for its columns. */
  static ItemColumns named(ItemColumns items) {
    if (!items.table().isNameless()) {
      return items;
    }
    Map<String, String> names = new LinkedHashMap<>();
    names.put(items.id(), "id");
    items.title().ifPresent(column -> names.put(column, "title"));
    int number = 1;
    for (String column : items.text()) {
      if (names.putIfAbsent(column, "text" + number) == null) {
        number++;
      }
    }
    return new ItemColumns(
        items.table().renamed(names),
        "id",
        items.title().map(column -> "title"),
        items.text().stream().map(column -> names.getOrDefault(column, column)).toList(),
        items.attributes());
  }

  private static KeyGuess named(KeyGuess key, Map<String, String> names) {
    String before = key.value().toString();
    String after = names.getOrDefault(before, before);
    Optional<Doubt> doubt =
        key.doubt()
            .map(
                one ->
                    new Doubt(
                        one.question().replace("'" + before + "'", "'" + after + "'"),
                        one.alternatives(),
                        one.open()));
    return new KeyGuess(key.key(), after, key.reason(), doubt);
  }
}
