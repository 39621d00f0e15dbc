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

  public CandidateRules withDomains(Set<String> some) {
    return new CandidateRules(some, filter, include, exclude, seen);
  }

  public CandidateRules withFilter(Filter other) {
    return new CandidateRules(domains, other, include, exclude, seen);
  }

  public CandidateRules withInclude(Set<ItemKey> only) {
    return new CandidateRules(domains, filter, only, exclude, seen);
  }

  public CandidateRules withExclude(Set<ItemKey> never) {
    return new CandidateRules(domains, filter, include, never, seen);
  }

  public CandidateRules withSeen(SeenItems policy) {
    return new CandidateRules(domains, filter, include, exclude, policy);
  }
}
