package io.kuayu.corpus.settings;

import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.source.SourceFolders;
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
 * @param events one or more sources of events
 */
public record DomainSettings(
    String name, Optional<ItemSourceSettings> items, List<EventSourceSettings> events) {
  public DomainSettings {
    events = List.copyOf(events);
  }

  static DomainSettings read(
      String name, Settings block, SourceFolders folders, Optional<ColumnReference> order) {
    Optional<ItemSourceSettings> items =
        block.has("items")
            ? Optional.of(ItemSourceSettings.read(name, block.at("items"), folders))
            : Optional.empty();
    List<EventSourceSettings> events = new ArrayList<>();
    for (Settings entry : block.each("events")) {
      events.add(EventSourceSettings.read(name, entry, folders, order));
    }
    if (events.isEmpty()) {
      block.problem("events", "is not set", "name the file of what people did in this domain");
    }
    return new DomainSettings(name, items, events);
  }

  Map<String, Object> described() {
    Map<String, Object> described = new LinkedHashMap<>();
    items.ifPresent(source -> described.put("items", source.described()));
    described.put("events", events.stream().map(EventSourceSettings::described).toList());
    return described;
  }
}
