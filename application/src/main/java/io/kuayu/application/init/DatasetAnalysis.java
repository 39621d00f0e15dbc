package io.kuayu.application.init;

import io.kuayu.application.WrongUsage;
import io.kuayu.core.ErrorCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Tells events from catalogues and puts together what belongs to one domain. */
final class DatasetAnalysis {
  private final List<SampledTable> catalogues = new ArrayList<>();
  private final List<EventColumns> events = new ArrayList<>();
  private final List<UnusedFile> unused;
  private final List<SampledTable> others = new ArrayList<>();
  private final DomainBlocks blocks;

  /**
   * Sorts tables.
   *
   * @param unreadable files that could not be read, with reasons
   */
  DatasetAnalysis(List<SampledTable> tables, List<UnusedFile> unreadable, TableReader reader) {
    unused = new ArrayList<>(unreadable);
    blocks = new DomainBlocks(reader);
    List<SampledTable> rest = new ArrayList<>();
    for (SampledTable table : tables) {
      if (TableKind.isCatalogue(table)) {
        catalogues.add(table);
      } else {
        rest.add(table);
      }
    }
    EventColumnFinder finder = new EventColumnFinder(catalogues);
    for (SampledTable table : rest) {
      Optional<EventColumns> found =
          finder
              .find(table)
              .filter(columns -> columns.separator().isPresent() || !TableKind.isOfPeople(table));
      if (found.isPresent() && TableKind.isPartOf(found.get(), tables)) {
        found = Optional.empty();
      }
      found.ifPresentOrElse(
          columns -> events.add(NamelessColumns.named(columns)), () -> others.add(table));
    }
  }

  /**
   * The domains.
   *
   * @throws WrongUsage where there are no events
   */
  DatasetGuess guess() {
    boolean timed = events.stream().anyMatch(one -> one.time().isPresent());
    events.removeIf(
        one -> {
          boolean timeless = timed && one.time().isEmpty();
          if (timeless
              && one.table().column(one.itemColumn()).filter(ColumnProfile::isUnique).isPresent()) {
            // A row a person, maybe.
            others.add(one.table());
          } else if (timeless) {
            unused.add(
                new UnusedFile(one.table().path(), "tells no times, and other events have them"));
          }
          return timeless;
        });
    List<DomainGuess> domains = new ArrayList<>();
    List<List<EventColumns>> sources = new ArrayList<>();
    Map<Object, List<EventColumns>> groups = new LinkedHashMap<>();
    Map<EventColumns, CatalogueMatch> matches = new LinkedHashMap<>();
    for (EventColumns one : events) {
      Optional<CatalogueMatch> match = CatalogueMatch.of(one, catalogues);
      boolean spread =
          match.isPresent()
              && !match.get().hasNameOf(one)
              && one.domain().isEmpty()
              && events.size() > 1
              && CatalogueMatch.isSpread(one, catalogues, match.get().share());
      if (spread) {
        unused.add(new UnusedFile(one.table().path(), "its items belong to several catalogues"));
        continue;
      }
      match.ifPresent(found -> matches.put(one, found));
      Object key =
          match
              .<Object>map(found -> found.catalogue().path())
              .orElse("events of " + DomainNames.of(one.table().path()));
      groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(one);
    }
    for (List<EventColumns> group : groups.values()) {
      Optional<CatalogueMatch> match =
          group.stream().map(matches::get).filter(Objects::nonNull).findFirst();
      List<DomainGuess> made = blocks.of(group, match);
      domains.addAll(made);
      made.forEach(_ -> sources.add(group));
    }
    if (domains.isEmpty()) {
      throw NoEvents.failure(catalogues, others, unused);
    }
    for (SampledTable catalogue : catalogues) {
      if (matches.values().stream().noneMatch(match -> match.catalogue().equals(catalogue))) {
        unused.add(new UnusedFile(catalogue.path(), "no events name its items"));
      }
    }
    List<DomainGuess> named = distinct(domains);
    Optional<SourceGuess> users = PeopleTable.find(others, people(named, sources));
    others.stream()
        .filter(table -> users.filter(found -> found.path().equals(table.path())).isEmpty())
        .forEach(table -> unused.add(new UnusedFile(table.path(), TableKind.whyNot(table))));
    return new DatasetGuess(named, unused, Optional.empty(), users, SplitColumn.of(events), user());
  }

  /** The ids of people in the events of each domain. */
  private static Map<String, Set<String>> people(
      List<DomainGuess> domains, List<List<EventColumns>> sources) {
    Map<String, Set<String>> people = new LinkedHashMap<>();
    for (int at = 0; at < domains.size(); at++) {
      Set<String> ids = new HashSet<>();
      for (EventColumns events : sources.get(at)) {
        events
            .table()
            .column(events.user().value().toString())
            .ifPresent(column -> ids.addAll(column.values()));
      }
      people.put(domains.get(at).name(), ids);
    }
    return people;
  }

  /** Somebody with several events. */
  private Optional<String> user() {
    return events.stream()
        .flatMap(
            one ->
                one.table().column(one.user().value().toString()).stream()
                    .flatMap(column -> column.counts().entrySet().stream()))
        .filter(entry -> entry.getKey().matches("[\\p{L}\\p{N}_.@:-]+( [\\p{L}\\p{N}_.@-]+)*"))
        .limit(1_000)
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey);
  }

  private static List<DomainGuess> distinct(List<DomainGuess> domains) {
    Map<String, DomainGuess> byName = new LinkedHashMap<>();
    for (DomainGuess domain : domains) {
      String name = domain.name();
      for (int number = 2; byName.containsKey(name); number++) {
        name = domain.name() + "-" + number;
      }
      byName.put(name, new DomainGuess(name, domain.items(), domain.events()));
    }
    return List.copyOf(byName.values());
  }

  /** What to say where no file holds events. */
  private static final class NoEvents {
    static WrongUsage failure(
        List<SampledTable> catalogues, List<SampledTable> others, List<UnusedFile> unused) {
      StringBuilder found = new StringBuilder();
      catalogues.forEach(
          table -> found.append("\n  ").append(table.path()).append(": looks like a catalogue"));
      others.forEach(
          table ->
              found
                  .append("\n  ")
                  .append(table.path())
                  .append(": ")
                  .append(TableKind.whyNot(table)));
      unused.forEach(
          file -> found.append("\n  ").append(file.path()).append(": ").append(file.reason()));
      Optional<String> join = TableKind.join(others);
      return new WrongUsage(
          ErrorCode.UNDECIDED_DATA,
          "which file tells who did something with which item? None of these seems to" + found,
          join.orElse(
              "name a file with a column of people and one of items, or write the configuration by"
                  + " hand: docs/configuration.md"));
    }
  }
}
