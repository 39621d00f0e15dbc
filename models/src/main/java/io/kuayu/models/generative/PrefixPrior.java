package io.kuayu.models.generative;

/**
 * The recency prior over the prefixes of a tree at one moment. An item weighs {@code 1 + 20 Σ
 * exp(-age / τ)} over its events before the moment, a prefix as much as its items together; the
 * logarithm is added to the token's logit. With weight 1 and nothing learnt beside it, the chances
 * of the tokens multiply to the item's share of all weights.
 */
public interface PrefixPrior {
  /** Number of τ. */
  int size();

  /** The logarithm of what the items below a node weigh. */
  float log(int tau, int depth, int node);
}
