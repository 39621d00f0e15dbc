package io.kuayu.engine.request;

import io.kuayu.core.ItemKey;
import io.kuayu.core.Recommendation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answer to a request.
 *
 * @param items the list, in order
 * @param model the model that answered: the family, and the version where it is served live
 * @param degraded what was skipped or not available, and why; one sentence each
 * @param explanations the full explanation of each item of the list; empty unless requested
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

  /** The terms that an item of the list shares with its supporting items; none unless requested. */
  public List<String> words(ItemKey item) {
    Explanation explanation = explanations.get(item);
    return explanation == null ? List.of() : explanation.words();
  }

  /** How much of an item's score came from which domain; empty unless reasons were requested. */
  public Optional<ScoreLedger> ledger(ItemKey item) {
    return Optional.ofNullable(explanations.get(item)).flatMap(Explanation::ledger);
  }
}
