package io.kuayu.core;

import java.util.List;

/** Answers questions in strings: what an application embeds. Implementations are thread-safe. */
public interface Recommender {
  /**
   * The best items for the query, best first, without the items of its history.
   *
   * @throws KuayuException where the query names a domain that does not exist
   */
  List<Recommendation> recommend(Query query);
}
