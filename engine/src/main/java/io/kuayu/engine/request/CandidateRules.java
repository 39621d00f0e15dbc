package io.kuayu.engine.request;

import io.kuayu.core.ItemKey;
import io.kuayu.engine.filter.Filter;
import java.util.Set;

/**
 * Which items may stand in a list.
 *
 * @param domains where to recommend; empty means every domain
 * @param filter what each item must fulfil
 * @param include the only candidates; empty means every item
 * @param exclude never candidates
 * @param seen what becomes of the history's items
 */
public record CandidateRules(
    Set<String> domains,
    Filter filter,
    Set<ItemKey> include,
    Set<ItemKey> exclude,
    SeenItems seen) {
  /** Everything but what the person has seen. */
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
