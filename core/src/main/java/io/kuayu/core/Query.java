package io.kuayu.core;

import java.util.Set;

/**
 * A question for recommendations.
 *
 * @param history what is known of the person, empty for someone new
 * @param now the moment of the question in unix seconds; nothing at or after it is used
 * @param domains where to recommend; empty means every domain
 * @param size how many items the answer shall hold, at least 1
 * @param explain whether each item shall come with its reasons, which costs about one more scoring
 *     per event of the history
 */
public record Query(History history, long now, Set<String> domains, int size, boolean explain) {
  public Query {
    if (size < 1) {
      throw new KuayuException(
          ErrorCode.INVALID_REQUEST,
          "a list of " + size + " items was asked for",
          "ask for at least 1");
    }
    domains = Set.copyOf(domains);
  }
}
