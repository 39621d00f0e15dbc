package io.kuayu.engine.request;

import io.kuayu.core.Reason;
import java.util.List;
import java.util.Map;

/**
 * What contributed to the score of one item, in four views. Weights are signed shares: the absolute
 * values add up to one over the reasons, and also over the sources.
 *
 * @param reasons all evidence, strongest first: earlier items and other evidence
 * @param domains the total contribution of the events of each domain
 * @param sources the contribution of each model family
 * @param words the terms of the item's text that it shares with its supporting items, rarest first
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
