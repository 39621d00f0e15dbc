package io.kuayu.application.init;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the table that joins the ids of people in several domains: for each domain a column of its
 * own that holds the ids of its events.
 */
final class PeopleTable {
  /** The share of the people of a domain whose ids its column has to hold. */
  private static final double HELD = 0.5;

  /** How much better than every other column it has to be. */
  private static final double AHEAD = 0.2;

  private PeopleTable() {}

  /**
   * The block {@code users}; empty where no table is clearly meant.
   *
   * @param tables that are neither events nor catalogues
   * @param people the ids in the events of each domain
   */
  static Optional<SourceGuess> find(List<SampledTable> tables, Map<String, Set<String>> people) {
    return people.size() < 2
        ? Optional.empty()
        : tables.stream().flatMap(table -> of(table, people).stream()).findFirst();
  }

  private static Optional<SourceGuess> of(SampledTable table, Map<String, Set<String>> people) {
    Map<String, String> columns = new LinkedHashMap<>();
    List<KeyGuess> found = new ArrayList<>();
    people.forEach(
        (domain, ids) ->
            column(table, domain, ids)
                .ifPresent(
                    column -> {
                      columns.put(domain, column);
                      found.add(
                          KeyGuess.of(
                              ConfigurationText.scalar(domain),
                              column,
                              "holds %.0f %% of the people of its events"
                                  .formatted(100 * held(table, column, ids))));
                    }));
    Set<String> distinct = new HashSet<>(columns.values());
    if (columns.size() < 2 || distinct.size() < columns.size()) {
      return Optional.empty();
    }
    return person(table, distinct)
        .map(
            person -> {
              List<KeyGuess> keys = new ArrayList<>(EventKeys.shape(table));
              keys.add(KeyGuess.of("person", person, "one value a person"));
              keys.addAll(found);
              return new SourceGuess(table.path(), table.described(), keys);
            });
  }

  /** The column with the ids of a domain, where one is clearly the best. */
  private static Optional<String> column(SampledTable table, String domain, Set<String> ids) {
    List<ColumnProfile> best =
        table.columns().stream()
            .sorted(Comparator.comparingDouble(column -> -score(table, column, domain, ids)))
            .limit(2)
            .toList();
    if (best.isEmpty() || held(table, best.getFirst().name(), ids) < HELD) {
      return Optional.empty();
    }
    boolean clear =
        best.size() == 1
            || score(table, best.getFirst(), domain, ids)
                >= score(table, best.getLast(), domain, ids) + AHEAD;
    return clear ? Optional.of(best.getFirst().name()) : Optional.empty();
  }

  private static double score(
      SampledTable table, ColumnProfile column, String domain, Set<String> ids) {
    boolean named = DomainNames.words(column.name()).contains(domain);
    return held(table, column.name(), ids) + (named ? AHEAD : 0);
  }

  private static double held(SampledTable table, String column, Set<String> ids) {
    Set<String> values = table.column(column).orElseThrow().values();
    return ids.isEmpty() ? 0 : (double) ids.stream().filter(values::contains).count() / ids.size();
  }

  /** The column with the one name of a person: one that no domain has, or that of a domain. */
  private static Optional<String> person(SampledTable table, Set<String> ofDomains) {
    return table.columns().stream()
        .filter(column -> column.isId() && column.isUnique())
        .min(
            Comparator.comparing((ColumnProfile column) -> ofDomains.contains(column.name()))
                .thenComparingDouble(column -> -column.fit(ColumnMeaning.USER)))
        .map(ColumnProfile::name);
  }
}
