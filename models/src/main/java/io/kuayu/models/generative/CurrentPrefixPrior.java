package io.kuayu.models.generative;

import io.kuayu.models.recency.RecencyPrior;
import io.kuayu.models.semantic.ItemTrie;

/**
 * What all prefixes of a tree weigh at one moment: sums over its leaves, of which nodes are ranges.
 */
public final class CurrentPrefixPrior implements PrefixPrior {
  private final ItemTrie trie;
  private final double[][] sums;

  /** Where nothing is known of any item's events. */
  public CurrentPrefixPrior(ItemTrie trie, int priors) {
    this.trie = trie;
    sums = new double[priors][trie.size() + 1];
    for (int tau = 0; tau < priors; tau++) {
      for (int leaf = 0; leaf < trie.size(); leaf++) {
        sums[tau][leaf + 1] = leaf + 1.0;
      }
    }
  }

  /** Costs one search and one exponential for each item and τ. */
  public CurrentPrefixPrior(ItemTrie trie, int priors, RecencyPrior.Lookup lookup, long now) {
    this.trie = trie;
    sums = new double[priors][trie.size() + 1];
    for (int tau = 0; tau < priors; tau++) {
      double sum = 0;
      for (int leaf = 0; leaf < trie.size(); leaf++) {
        sum += RecencyPrior.odds(lookup.count(trie.position(leaf), now, tau));
        sums[tau][leaf + 1] = sum;
      }
    }
  }

  @Override
  public int size() {
    return sums.length;
  }

  @Override
  public float log(int tau, int depth, int node) {
    double sum = sums[tau][trie.end(depth, node)] - sums[tau][trie.begin(depth, node)];
    return (float) Math.log(Math.max(1, sum));
  }
}
