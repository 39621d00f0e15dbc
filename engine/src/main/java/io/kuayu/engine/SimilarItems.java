package io.kuayu.engine;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Recommendation;
import io.kuayu.engine.request.Answer;
import io.kuayu.engine.request.CandidateRules;
import io.kuayu.engine.request.Request;
import io.kuayu.engine.rerank.Candidate;
import io.kuayu.engine.rerank.TopK;
import io.kuayu.engine.vector.Neighbour;
import io.kuayu.engine.vector.UnitVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the items most similar to an item. */
final class SimilarItems {
  private final Engine engine;

  SimilarItems(Engine engine) {
    this.engine = engine;
  }

  Answer to(int item, Set<String> domains, int size) {
    List<Integer> asked = engine.domains(domains);
    if (engine.vectors().isEmpty()) {
      return byHistory(
          item,
          domains,
          size,
          "similar items: the model has no item vectors; by what it recommends");
    }
    UnitVectors vectors = engine.vectors().orElseThrow();
    if (!vectors.has(item)) {
      return byHistory(
          item, domains, size, "similar items: the item has no vector; by what it recommends");
    }
    TopK best = new TopK(Math.min(size, engine.catalogue().size()));
    float[] own = vectors.of(item);
    for (int domain : asked) {
      int[] items = engine.catalogue().ordinals(domain);
      boolean[] deleted = engine.deleted().marks();
      Neighbour[] nearest =
          vectors
              .index(domain)
              .search(
                  own,
                  Math.min(size, items.length),
                  row ->
                      items[row] != item
                          && vectors.has(items[row])
                          && (deleted.length == 0 || !deleted[items[row]]));
      for (Neighbour near : nearest) {
        best.offer(items[near.row()], near.product(), engine.tie(items[near.row()]));
      }
    }
    return answer(best.descending(), vectors.family());
  }

  private Answer answer(Candidate[] best, String source) {
    Catalogue catalogue = engine.catalogue();
    List<Recommendation> items = new ArrayList<>();
    for (Candidate candidate : best) {
      Item item = catalogue.item(candidate.item());
      items.add(
          new Recommendation(
              item.key(), item.title(), candidate.score(), items.size() + 1, source, List.of()));
    }
    return new Answer(items, engine.name(), List.of(), Map.of());
  }

  private Answer byHistory(int item, Set<String> domains, int size, String degraded) {
    ItemKey key = engine.catalogue().key(item);
    long now = System.currentTimeMillis() / 1000;
    Request request =
        Request.of(new History(List.of(Event.of(key, now))), now)
            .withSize(size)
            .withRules(CandidateRules.NONE.withDomains(domains));
    Answer answer = engine.answer(request);
    return new Answer(answer.items(), answer.model(), List.of(degraded), Map.of());
  }
}
