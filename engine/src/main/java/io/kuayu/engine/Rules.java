package io.kuayu.engine;

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
public record Rules(
    Set<String> domains, Filter filter, Set<ItemKey> include, Set<ItemKey> exclude, Seen seen) {
  /** Everything but what the person has seen. */
  public static final Rules NONE =
      new Rules(Set.of(), Filter.ALL, Set.of(), Set.of(), Seen.EXCLUDE);

  public Rules {
    domains = Set.copyOf(domains);
    include = Set.copyOf(include);
    exclude = Set.copyOf(exclude);
  }

  public Rules withDomains(Set<String> some) {
    return new Rules(some, filter, include, exclude, seen);
  }

  public Rules withFilter(Filter other) {
    return new Rules(domains, other, include, exclude, seen);
  }

  public Rules withInclude(Set<ItemKey> only) {
    return new Rules(domains, filter, only, exclude, seen);
  }

  public Rules withExclude(Set<ItemKey> never) {
    return new Rules(domains, filter, include, never, seen);
  }

  public Rules withSeen(Seen policy) {
    return new Rules(domains, filter, include, exclude, policy);
  }
}
