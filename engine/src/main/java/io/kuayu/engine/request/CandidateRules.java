package io.kuayu.engine.request;

import io.kuayu.core.ItemKey;
import io.kuayu.engine.filter.Filter;
import java.util.Set;

/**
 * The rules for items of a list.
 *
 * @param domains the domains to recommend from; empty means every domain
 * @param filter the condition on each item
 * @param include the only items allowed; empty means every item
 * @param exclude items that are never recommended
 * @param seen how items of the history are treated
 */
public record CandidateRules(
    Set<String> domains,
    Filter filter,
    Set<ItemKey> include,
    Set<ItemKey> exclude,
    SeenItems seen) {
  /** Excludes only what the person has seen. */
  public static final CandidateRules NONE =
      new CandidateRules(Set.of(), Filter.ALL, Set.of(), Set.of(), SeenItems.EXCLUDE);

  public CandidateRules {
    domains = Set.copyOf(domains);
    include = Set.copyOf(include);
    exclude = Set.copyOf(exclude);
  }

  public CandidateRules withDomains(Set<String> domains) {
    return new CandidateRules(domains, filter, include, exclude, seen);
  }

  public CandidateRules withFilter(Filter filter) {
    return new CandidateRules(domains, filter, include, exclude, seen);
  }

  public CandidateRules withInclude(Set<ItemKey> include) {
    return new CandidateRules(domains, filter, include, exclude, seen);
  }

  public CandidateRules withExclude(Set<ItemKey> exclude) {
    return new CandidateRules(domains, filter, include, exclude, seen);
  }

  public CandidateRules withSeen(SeenItems seen) {
    return new CandidateRules(domains, filter, include, exclude, seen);
  }
}
