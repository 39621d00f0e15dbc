package io.kuayu.engine.request;

import io.kuayu.core.ItemKey;
import io.kuayu.core.Recommendation;
import java.util.List;
import java.util.Map;

/**
 * What a request is answered with.
 *
 * @param items the list, in its order
 * @param model what answered: the family, and the version where it is served live
 * @param degraded what was skipped or could not be known, and why; one sentence each
 * @param explanations in full, of each item of the list; empty unless asked for
 */
public record Answer(
    List<Recommendation> items,
    String model,
    List<String> degraded,
    Map<ItemKey, Explanation> explanations) {
  public Answer {
    items = List.copyOf(items);
    degraded = List.copyOf(degraded);
    explanations = Map.copyOf(explanations);
  }

  /** ItemTerms that an item of the list shares with what spoke for it; none unless asked for. */
  public List<String> words(ItemKey item) {
    Explanation explanation = explanations.get(item);
    return explanation == null ? List.of() : explanation.words();
  }
}
