package io.kuayu.models.generative;

import io.kuayu.models.semantic.Trie;
import io.kuayu.models.transformer.Prior;

/**
 * The recency prior over the prefixes of a tree at one moment. An item weighs {@code 1 + 20 Σ
 * exp(-age / τ)} over its events before the moment, a prefix as much as its items together; the
 * logarithm is added to the token's logit. With weight 1 and nothing learnt beside it, the chances
 * of the tokens multiply to the item's share of all weights.
 */
final class Masses {
  private final double[][] sums;

  /**
   * @param priors number of τ
   */
  private Masses(int priors, int leaves) {
    sums = new double[priors][leaves + 1];
  }

  /** Of the moment that a sweep over the tree's positions has come to. */
  static Masses of(Trie trie, Prior prior, Prior.Sweep sweep) {
    Masses masses = new Masses(prior.size(), trie.size());
    float[] odds = new float[trie.size()];
    for (int tau = 0; tau < prior.size(); tau++) {
      sweep.odds(tau, odds, 0);
      for (int leaf = 0; leaf < odds.length; leaf++) {
        masses.put(tau, leaf, odds[leaf]);
      }
    }
    return masses;
  }

  /** Of any moment. */
  static Masses of(Trie trie, Prior prior, Prior.Lookup lookup, long now) {
    Masses masses = new Masses(prior.size(), trie.size());
    for (int tau = 0; tau < prior.size(); tau++) {
      for (int leaf = 0; leaf < trie.size(); leaf++) {
        masses.put(tau, leaf, Prior.odds(lookup.count(trie.position(leaf), now, tau)));
      }
    }
    return masses;
  }

  /** Where nothing is known of any item's events. */
  static Masses even(Trie trie, int priors) {
    Masses masses = new Masses(priors, trie.size());
    for (int tau = 0; tau < priors; tau++) {
      for (int leaf = 0; leaf < trie.size(); leaf++) {
        masses.put(tau, leaf, 1);
      }
    }
    return masses;
  }

  private void put(int tau, int leaf, float odds) {
    sums[tau][leaf + 1] = sums[tau][leaf] + odds;
  }

  /** Number of τ. */
  int size() {
    return sums.length;
  }

  /** The logarithm of what the leaves {@code begin … end-1} weigh, at least one. */
  float log(int tau, int begin, int end) {
    return (float) Math.log(Math.max(1, sums[tau][end] - sums[tau][begin]));
  }
}
