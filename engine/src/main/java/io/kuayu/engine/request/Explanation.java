package io.kuayu.engine.request;

import io.kuayu.core.Reason;
import java.util.List;
import java.util.Map;

/**
 * What moved the score of one item, seen from four sides. Weights are signed shares: over the
 * reasons, their absolute values add up to one, and so they do over the sources.
 *
 * @param reasons all evidence, strongest first: earlier items, and what is no item
 * @param domains what the events of each domain gave together
 * @param sources what each model family gave
 * @param words of the item's text that it shares with the items that spoke for it, rarest first
 */
public record Explanation(
    List<Reason> reasons,
    Map<String, Double> domains,
    Map<String, Double> sources,
    List<String> words) {
  public Explanation {
    reasons = List.copyOf(reasons);
    domains = Map.copyOf(domains);
    sources = Map.copyOf(sources);
    words = List.copyOf(words);
  }
}
