package io.kuayu.engine.consent;

import java.util.Set;
import java.util.TreeSet;

/**
 * Domains whose events a person does not allow to be used for others.
 *
 * @param sources where the events happened, at least one
 * @param targets for which they are not used
 */
public record UnusedDomains(Set<String> sources, Set<String> targets) {
  public UnusedDomains {
    sources = Set.copyOf(sources);
    targets = Set.copyOf(targets);
  }

  /** The sentence of an answer that had to do without them; names in the order of the alphabet. */
  public String sentence() {
    return "consent: what happened in %s is not used for %s"
        .formatted(
            String.join(", ", new TreeSet<>(sources)), String.join(", ", new TreeSet<>(targets)));
  }
}
