package io.kuayu.models.generative;

import io.kuayu.models.semantic.SemanticIds;
import io.kuayu.models.semantic.Trie;
import io.kuayu.models.transformer.Prior;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What prefixes of a tree weighed at any moment, for training, which asks for a few prefixes at
 * many moments: a prefix is looked up as if it were an item that has the events of all items below
 * it. What the first tokens weighed is asked for at every question, and kept.
 */
final class PastMasses {
  private final Trie trie;
  private final int priors;
  private final Prior.Lookup[] lookups;
  private final Map<Long, float[]> first = new HashMap<>();

  /**
   * @param log the domain's events
   * @param days τ of each prior
   */
  PastMasses(Trie trie, Prior.Log log, double[] days) {
    this.trie = trie;
    priors = days.length;
    int[] leafOf = new int[log.items()];
    Arrays.fill(leafOf, -1);
    for (int leaf = 0; leaf < trie.size(); leaf++) {
      leafOf[trie.position(leaf)] = leaf;
    }
    Prior.Log[] logs = new Prior.Log[SemanticIds.LENGTH];
    for (int depth = 1; depth <= SemanticIds.LENGTH; depth++) {
      int[] nodeOf = new int[trie.size()];
      for (int node = 0; node < trie.nodes(depth); node++) {
        Arrays.fill(nodeOf, trie.begin(depth, node), trie.end(depth, node), node);
      }
      int[] nodes = Arrays.stream(log.columns()).map(item -> nodeOf[leafOf[item]]).toArray();
      logs[depth - 1] = new Prior.Log(log.times(), nodes, trie.nodes(depth));
    }
    Prior prior = Prior.of(logs, days);
    lookups = new Prior.Lookup[logs.length];
    Arrays.setAll(lookups, prior::lookup);
  }

  /** What prefixes weighed just before a moment. */
  Masses at(long moment) {
    float[] ofFirst = first.computeIfAbsent(moment, this::first);
    return new Masses() {
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
    float odds = Prior.odds(lookups[depth - 1].count(node, moment, tau));
    return (float) Math.log(others + odds);
  }
}
