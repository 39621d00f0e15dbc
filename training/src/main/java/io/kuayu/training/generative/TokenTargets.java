package io.kuayu.training.generative;

import io.kuayu.models.generative.PrefixPrior;
import io.kuayu.models.semantic.ItemTrie;
import java.util.Arrays;

/**
 * Targets of a step at one place of the ids: the allowed tokens, the prior of each, and the
 * expected one. It contains only targets with a choice: if only one token is allowed, there is
 * nothing to learn. One instance is reused for every step. Every column is {@code [questions *
 * vocabulary]}, row-major.
 */
final class TokenTargets {
  private static final float FORBIDDEN = -1e9f;

  private final int place;
  private final int vocabulary;
  private final float smoothing;
  private int size;
  private int[] positions = new int[64];
  private int[] domains = new int[64];
  private float[] allowed;
  private float[] goals;
  private final float[][] priors;

  /**
   * @param smoothing share of the weight that goes to all allowed tokens
   * @param priors number of τ
   */
  TokenTargets(int place, int vocabulary, float smoothing, int priors) {
    this.place = place;
    this.vocabulary = vocabulary;
    this.smoothing = smoothing;
    allowed = new float[64 * vocabulary];
    goals = new float[64 * vocabulary];
    this.priors = new float[priors][64 * vocabulary];
  }

  /** Adds the question of a position whose item is a leaf, if it has a choice at this place. */
  void add(int position, int domain, ItemTrie trie, int leaf, PrefixPrior prefixPrior) {
    int node = trie.node(place, leaf);
    int first = trie.firstChild(place, node);
    int end = trie.endChild(place, node);
    if (end - first < 2) {
      return;
    }
    ensureRoom();
    positions[size] = position;
    domains[size] = domain;
    int row = size++ * vocabulary;
    Arrays.fill(allowed, row, row + vocabulary, FORBIDDEN);
    Arrays.fill(goals, row, row + vocabulary, 0);
    for (float[] prior : priors) {
      Arrays.fill(prior, row, row + vocabulary, 0);
    }
    float share = smoothing / (end - first);
    for (int child = first; child < end; child++) {
      int at = row + trie.token(place + 1, child);
      int begin = trie.begin(place + 1, child);
      int past = trie.end(place + 1, child);
      allowed[at] = 0;
      goals[at] = leaf >= begin && leaf < past ? 1 - smoothing + share : share;
      for (int tau = 0; tau < priors.length; tau++) {
        priors[tau][at] = prefixPrior.log(tau, place + 1, child);
      }
    }
  }

  /** Clears all questions but keeps the columns, which are large. */
  void clear() {
    size = 0;
  }

  private void ensureRoom() {
    if (size == positions.length) {
      int more = 2 * size;
      positions = Arrays.copyOf(positions, more);
      domains = Arrays.copyOf(domains, more);
      allowed = Arrays.copyOf(allowed, more * vocabulary);
      goals = Arrays.copyOf(goals, more * vocabulary);
      for (int tau = 0; tau < priors.length; tau++) {
        priors[tau] = Arrays.copyOf(priors[tau], more * vocabulary);
      }
    }
  }

  int place() {
    return place;
  }

  /** Number of questions. */
  int size() {
    return size;
  }

  /** The position of each question among all of the batch. */
  int position(int question) {
    return positions[question];
  }

  int domain(int question) {
    return domains[question];
  }

  /** Zero for allowed tokens, very low elsewhere; may be longer than the questions need. */
  float[] allowed() {
    return allowed;
  }

  /** The target probability of each token; may be longer than the questions need. */
  float[] goals() {
    return goals;
  }

  /**
   * The logarithm of the weight of each token's items under a prior; may be longer than the
   * questions need.
   */
  float[] prior(int tau) {
    return priors[tau];
  }
}
