package io.kuayu.training.generative;

import io.kuayu.models.generative.PrefixPrior;
import io.kuayu.models.recency.RecencyPrior;
import io.kuayu.models.semantic.ItemTrie;
import io.kuayu.models.semantic.SemanticIds;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The prior weights of tree prefixes at any moment. Training needs them for a few prefixes at many
 * moments. A prefix is treated as an item that has the events of all items below it. The weights of
 * the first tokens are needed for every target, so they are cached.
 */
final class HistoricalPrefixPrior {
  private final ItemTrie trie;
  private final int priors;
  private final RecencyPrior.Lookup[] lookups;
  private final Map<Long, float[]> first = new HashMap<>();

  /**
   * @param log the domain's events
   * @param days τ of each prior
   */
  HistoricalPrefixPrior(ItemTrie trie, RecencyPrior.Log log, double[] days) {
    this.trie = trie;
    priors = days.length;
    int[] leafOf = new int[log.items()];
    Arrays.fill(leafOf, -1);
    for (int leaf = 0; leaf < trie.size(); leaf++) {
      leafOf[trie.position(leaf)] = leaf;
    }
    RecencyPrior.Log[] logs = new RecencyPrior.Log[SemanticIds.LENGTH];
    for (int depth = 1; depth <= SemanticIds.LENGTH; depth++) {
      int[] nodeOf = new int[trie.size()];
      for (int node = 0; node < trie.nodes(depth); node++) {
        Arrays.fill(nodeOf, trie.begin(depth, node), trie.end(depth, node), node);
      }
      int[] nodes = Arrays.stream(log.columns()).map(item -> nodeOf[leafOf[item]]).toArray();
      logs[depth - 1] = new RecencyPrior.Log(log.times(), nodes, trie.nodes(depth));
    }
    RecencyPrior prior = RecencyPrior.of(logs, days);
    lookups = new RecencyPrior.Lookup[logs.length];
    Arrays.setAll(lookups, prior::lookup);
  }

  /** The weights of prefixes just before a moment. */
  PrefixPrior at(long moment) {
    float[] ofFirst = first.computeIfAbsent(moment, this::first);
    return new PrefixPrior() {
      @Override
      public int size() {
        return priors;
      }

      @Override
      public float log(int tau, int depth, int node) {
        return depth == 1 ? ofFirst[node * priors + tau] : value(tau, depth, node, moment);
      }
    };
  }

  private float[] first(long moment) {
    float[] values = new float[trie.nodes(1) * priors];
    for (int node = 0; node < trie.nodes(1); node++) {
      for (int tau = 0; tau < priors; tau++) {
        values[node * priors + tau] = value(tau, 1, node, moment);
      }
    }
    return values;
  }

  private float value(int tau, int depth, int node, long moment) {
    float others = trie.end(depth, node) - trie.begin(depth, node) - 1;
    float odds = RecencyPrior.odds(lookups[depth - 1].count(node, moment, tau));
    return (float) Math.log(others + odds);
  }
}
