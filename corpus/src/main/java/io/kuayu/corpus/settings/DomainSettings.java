package io.kuayu.corpus.settings;

import io.kuayu.core.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a domain's items and events are.
 *
 * @param name the domain
 * @param items its catalogue; without one, items are what events name
 * @param events one or more files of what people did
 */
public record DomainSettings(
    String name, Optional<ItemFileSettings> items, List<EventFileSettings> events) {
  public DomainSettings {
    events = List.copyOf(events);
  }

  static DomainSettings read(
      String name, Settings block, Path base, Optional<ColumnReference> order) {
    Optional<ItemFileSettings> items =
        block.has("items")
            ? Optional.of(ItemFileSettings.read(name, block.at("items"), base))
            : Optional.empty();
    List<EventFileSettings> events = new ArrayList<>();
    for (Settings entry : block.each("events")) {
      events.add(EventFileSettings.read(name, entry, base, order));
    }
    if (events.isEmpty()) {
      block.problem("events", "is not set", "name the file of what people did in this domain");
    }
    return new DomainSettings(name, items, events);
  }

  Map<String, Object> described() {
    Map<String, Object> described = new LinkedHashMap<>();
    items.ifPresent(source -> described.put("items", source.described()));
    described.put("events", events.stream().map(EventFileSettings::described).toList());
    return described;
  }
}
