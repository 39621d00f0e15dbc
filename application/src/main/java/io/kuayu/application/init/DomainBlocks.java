package io.kuayu.application.init;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes the blocks of domains: one, or as many as a column of the files tells. */
final class DomainBlocks {
  private static final double DESCRIBES = 1.1;

  private final EventKeys keys;

  DomainBlocks(TableReader reader) {
    keys = new EventKeys(reader);
  }

  /**
   * The domains of some sources of events.
   *
   * @param group sources that share a catalogue
   * @param match the catalogue
   */
  List<DomainGuess> of(List<EventColumns> group, Optional<CatalogueMatch> match) {
    EventColumns first = group.getFirst();
    Optional<ColumnProfile> told =
        group.size() == 1
            ? first.domain().flatMap(column -> first.table().column(column))
            : Optional.empty();
    if (told.isPresent()) {
      Optional<String> ofItems = match.flatMap(found -> column(found.catalogue(), told.get()));
      if (match.isEmpty() || ofItems.isPresent()) {
        return split(first, told.get(), match, ofItems);
      }
    }
    String name = name(group, match);
    return List.of(
        new DomainGuess(
            name,
            items(first, match, Optional.empty(), List.of()),
            group.stream().map(events -> keys.of(events, Optional.empty())).toList()));
  }

  private List<DomainGuess> split(
      EventColumns events,
      ColumnProfile told,
      Optional<CatalogueMatch> match,
      Optional<String> ofItems) {
    List<DomainGuess> domains = new ArrayList<>();
    for (String value : told.values().stream().sorted().toList()) {
      domains.add(
          new DomainGuess(
              DomainNames.clean(value),
              items(
                  events,
                  match,
                  Optional.of(Conditions.equal(ofItems.orElse(told.name()), value)),
                  List.of(ofItems.orElse(told.name()))),
              List.of(keys.of(events, Optional.of(Conditions.equal(told.name(), value))))));
    }
    return domains;
  }

  /** The column of a catalogue that tells the same domains. */
  private static Optional<String> column(SampledTable catalogue, ColumnProfile told) {
    return catalogue.columns().stream()
        .filter(column -> column.distinct() <= 3 * told.distinct())
        .filter(column -> told.within(column.values()) > 0.9)
        .map(ColumnProfile::name)
        .findFirst();
  }

  private static Optional<SourceGuess> items(
      EventColumns events,
      Optional<CatalogueMatch> match,
      Optional<String> where,
      List<String> without) {
    if (match.isPresent()) {
      return Optional.of(
          ItemKeys.of(
              NamelessColumns.named(
                  ItemColumns.of(match.get().catalogue(), match.get().id().name(), without)),
              where,
              match.get().reason()));
    }
    return ofEvents(events, without)
        .map(items -> ItemKeys.of(items, where, "no other file tells about the items"));
  }

  /** Items out of the events themselves, where each row tells the title of its item. */
  private static Optional<ItemColumns> ofEvents(EventColumns events, List<String> without) {
    SampledTable table = events.table();
    if (events.separator().isPresent() || table.isNameless()) {
      return Optional.empty();
    }
    List<String> others = new ArrayList<>(without);
    others.add(events.user().value().toString());
    Stream.of(events.time(), events.clock(), events.type(), events.value(), events.status())
        .flatMap(Optional::stream)
        .forEach(others::add);
    String user = events.user().value().toString();
    String person = user.contains(".") ? user.substring(0, user.lastIndexOf('.') + 1) : user;
    table.columns().stream()
        .map(ColumnProfile::name)
        .filter(name -> name.startsWith(person) || !describes(table, events.itemColumn(), name))
        .forEach(others::add);
    ItemColumns items = ItemColumns.of(table, events.itemColumn(), others);
    ColumnProfile ids = table.column(events.itemColumn()).orElseThrow();
    if (items.title().isEmpty() && ids.isWords() && ids.words() >= 2) {
      // Items that are named by words are their own titles.
      return Optional.of(
          new ItemColumns(
              table, ids.name(), Optional.of(ids.name()), List.of(ids.name()), items.attributes()));
    }
    return items.title().isPresent() ? Optional.of(items) : Optional.empty();
  }

  /** Whether rows of one item have the same value. */
  private static boolean describes(SampledTable table, String item, String column) {
    int itemAt = table.index(item);
    int columnAt = table.index(column);
    Set<List<String>> pairs = new HashSet<>();
    Set<String> items = new HashSet<>();
    for (List<String> row : table.rows()) {
      items.add(row.get(itemAt));
      pairs.add(List.of(row.get(itemAt), row.get(columnAt)));
    }
    return pairs.size() <= DESCRIBES * items.size();
  }

  private static String name(List<EventColumns> group, Optional<CatalogueMatch> match) {
    Map<String, Integer> names = new LinkedHashMap<>();
    group.forEach(events -> names.merge(DomainNames.of(events.table().path()), 1, Integer::sum));
    String ofItems = match.map(found -> DomainNames.of(found.catalogue().path())).orElse("");
    String name =
        !ofItems.isEmpty() ? ofItems : names.size() == 1 ? names.keySet().iterator().next() : "";
    return name.isEmpty()
        ? DomainNames.fallback(
            match.map(found -> found.catalogue().path()).orElse(group.getFirst().table().path()))
        : DomainNames.clean(name);
  }
}
