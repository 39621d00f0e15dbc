package io.kuayu.application.init;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The catalogue that holds the items of a source of events.
 *
 * @param catalogue the table
 * @param id its column of ids
 * @param share of the items of the events that are in it
 */
record CatalogueMatch(SampledTable catalogue, ColumnProfile id, double share) {
  private static final double SHARED = 0.2;
  private static final double SPREAD = 0.25;

  /** The best of some catalogues; one whose name fits goes before all others. */
  static Optional<CatalogueMatch> of(EventColumns events, List<SampledTable> catalogues) {
    List<String> items = events.items();
    String name = DomainNames.of(events.table().path());
    return catalogues.stream()
        .flatMap(
            catalogue ->
                ItemColumns.ids(catalogue).stream()
                    .map(id -> new CatalogueMatch(catalogue, id, share(items, id.values()))))
        .filter(
            match ->
                match.share >= SHARED
                    || (match.share > 0 && !(match.catalogue.whole() && events.table().whole())))
        .max(
            Comparator.comparingDouble(
                match ->
                    match.share
                        + (DomainNames.alike(name, DomainNames.of(match.catalogue.path()))
                            ? 1
                            : 0)));
  }

  /** Whether many of the items are in other catalogues alone. */
  static boolean isSpread(EventColumns events, List<SampledTable> catalogues, double best) {
    Set<String> all = new HashSet<>();
    catalogues.forEach(
        catalogue -> ItemColumns.ids(catalogue).forEach(id -> all.addAll(id.values())));
    return share(events.items(), all) > best + SPREAD;
  }

  boolean hasNameOf(EventColumns events) {
    return DomainNames.alike(
        DomainNames.of(events.table().path()), DomainNames.of(catalogue.path()));
  }

  String reason() {
    return "holds %.0f %% of the items of the events".formatted(100 * share);
  }

  private static double share(List<String> items, Set<String> ids) {
    return items.isEmpty()
        ? 0
        : (double) items.stream().filter(ids::contains).count() / items.size();
  }
}
