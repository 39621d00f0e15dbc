package io.kuayu.engine.request;

import java.util.Set;

/**
 * A term of a recommended item's text that earlier items of the person have too.
 *
 * @param word the term
 * @param domains the domains of those earlier items
 */
public record SharedTerm(String word, Set<String> domains) {
  public SharedTerm {
    domains = Set.copyOf(domains);
  }
}
