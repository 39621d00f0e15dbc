package io.kuayu.engine;

import io.kuayu.core.Catalogue;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Query;
import io.kuayu.core.Recommendation;
import io.kuayu.core.Recommender;
import io.kuayu.engine.request.Answer;
import io.kuayu.engine.request.Explanation;
import io.kuayu.engine.request.Request;
import java.util.List;
import java.util.Set;

/**
 * Answers requests from the history that they contain. Applications depend on this type: {@link
 * Engine} answers with one model for its whole life, {@link io.kuayu.engine.live.ReloadingEngine}
 * with the current version of a model on disk. Implementations are thread-safe.
 */
public interface RecommendationEngine extends Recommender {
  @Override
  default List<Recommendation> recommend(Query query) {
    return answer(Request.of(query)).items();
  }

  /**
   * The best items for the request, best first.
   *
   * @throws KuayuException where it names a domain that does not exist
   */
  Answer answer(Request request);

  /**
   * Explains the score of an item for this request, whether or not it would be on the list.
   *
   * @throws KuayuException where there is no such item
   */
  Explanation explain(Request request, ItemKey item);

  /**
   * The items most similar to an item, by their vectors. Where the model has none, the items that
   * it recommends for a history of that item alone.
   *
   * @param domains the domains to search; empty means all
   * @throws KuayuException where there is no such item or domain
   */
  Answer similar(ItemKey item, Set<String> domains, int size);

  /** Whether the item is known and not deleted. */
  boolean offers(ItemKey item);

  /** The catalogue that it answers from, including deleted items. */
  Catalogue catalogue();

  /** The name of the model: the family, and the version where there are several. */
  String name();
}
