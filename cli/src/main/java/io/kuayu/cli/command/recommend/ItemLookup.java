package io.kuayu.cli.command.recommend;

import io.kuayu.core.Catalogue;
import io.kuayu.engine.CandidateScorer;
import java.util.HashMap;
import java.util.Map;

/** Looks up ordinals by domain and id without allocating a key, for millions of lookups. */
final class ItemLookup {
  private final Map<String, Map<String, Integer>> byDomain = new HashMap<>();

  ItemLookup(Catalogue catalogue) {
    for (int domain = 0; domain < catalogue.domains().size(); domain++) {
      Map<String, Integer> items = new HashMap<>();
      for (int item : catalogue.ordinals(domain)) {
        items.put(catalogue.key(item).id(), item);
      }
      byDomain.put(catalogue.domains().get(domain), items);
    }
  }

  /** The ordinal, or {@link CandidateScorer#UNKNOWN}. */
  int ordinal(String domain, String id) {
    return byDomain.getOrDefault(domain, Map.of()).getOrDefault(id, CandidateScorer.UNKNOWN);
  }
}
