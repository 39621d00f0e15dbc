package io.kuayu.models.generative;

import io.kuayu.models.semantic.ItemTrie;
import io.kuayu.models.semantic.SemanticIds;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Generates ids token by token, from the root of a tree down. At each node a softmax over its
 * children alone divides the node's probability, so the probabilities of all items sum to one and
 * nothing outside of the tree has any. A prefix of which one item is left is that item, without
 * further work. Prefixes that are not expanded share their probability among their items by the
 * prior.
 */
final class ConstrainedBeamSearch {
  private final DecoderInference decoder;
  private final DecoderInference.State state;
  private final ItemTrie trie;
  private final PrefixPrior prior;
  private final float[] weights;
  private final float[] logs;
  private final BitSet completed = new BitSet();

  /**
   * @param weights of each prior at each place, {@code [places * τ]}
   */
  ConstrainedBeamSearch(
      DecoderInference decoder,
      DecoderInference.State state,
      ItemTrie trie,
      PrefixPrior prior,
      float[] weights) {
    this.decoder = decoder;
    this.state = state;
    this.trie = trie;
    this.prior = prior;
    this.weights = weights;
    logs = new float[trie.size()];
  }

  /**
   * The prefixes of one length that can be expanded.
   *
   * @param nodes in the tree, of depth {@code depth}
   * @param logs log-probability of each
   * @param parents row of each one's beginning in the step before
   */
  @SuppressWarnings("ArrayRecordComponent") // Columns of the hot path.
  record Prefixes(int depth, int[] nodes, float[] logs, int[] parents) {
    private static Prefixes empty(int depth, int size) {
      return new Prefixes(depth, new int[size], new float[size], new int[size]);
    }

    private Prefixes first(int count) {
      return new Prefixes(
          depth,
          Arrays.copyOf(nodes, count),
          Arrays.copyOf(logs, count),
          Arrays.copyOf(parents, count));
    }

    int size() {
      return nodes.length;
    }
  }

  /** Says which prefixes are expanded. */
  @FunctionalInterface
  interface PrefixSelection {
    /** Indices into the prefixes, each once. */
    int[] of(Prefixes prefixes);
  }

  /** Expands all prefixes, which is exact and slow. */
  static PrefixSelection all() {
    return prefixes -> {
      int[] all = new int[prefixes.size()];
      Arrays.setAll(all, index -> index);
      return all;
    };
  }

  /** Expands the most probable prefixes of each length (beam search). */
  static PrefixSelection beam(int width) {
    return prefixes -> {
      if (prefixes.size() <= width) {
        return all().of(prefixes);
      }
      long[] order = new long[prefixes.size()];
      for (int index = 0; index < order.length; index++) {
        // Log-probabilities are not positive: the bits of their size order them, the best first.
        long size = Float.floatToIntBits(Math.max(0, -prefixes.logs[index]));
        order[index] = size << 32 | index;
      }
      Arrays.sort(order);
      int[] chosen = new int[width];
      Arrays.setAll(chosen, index -> (int) order[index]);
      Arrays.sort(chosen);
      return chosen;
    };
  }

  /** Expands only the prefixes that lead to some leaves, whose probability is then exact. */
  static PrefixSelection leadingTo(ItemTrie trie, BitSet leaves) {
    return prefixes -> {
      int[] chosen = new int[prefixes.size()];
      int count = 0;
      for (int index = 0; index < chosen.length; index++) {
        int next = leaves.nextSetBit(trie.begin(prefixes.depth, prefixes.nodes[index]));
        if (next >= 0 && next < trie.end(prefixes.depth, prefixes.nodes[index])) {
          chosen[count++] = index;
        }
      }
      return Arrays.copyOf(chosen, count);
    };
  }

  /**
   * Searches the tree from its root.
   *
   * @return the log-probability of each leaf's item, {@code [trie.size()]}
   */
  float[] run(PrefixSelection selection) {
    if (trie.size() == 0) {
      return logs;
    }
    if (trie.size() == 1) {
      completed.set(0);
      return logs;
    }
    Prefixes prefixes = Prefixes.empty(0, 1);
    int[] tokens = {0};
    for (int place = 0; place < SemanticIds.LENGTH && prefixes.size() > 0; place++) {
      float[] hidden = state.step(place, prefixes.parents, tokens);
      Prefixes next = expand(prefixes, place, hidden);
      int[] chosen = selection.of(next);
      shareOthers(next, chosen);
      prefixes = chosen(next, chosen);
      tokens = new int[prefixes.size()];
      for (int row = 0; row < tokens.length; row++) {
        tokens[row] = trie.token(place + 1, prefixes.nodes[row]);
      }
    }
    return logs;
  }

  /** The leaves that were completed to their end; the others only got their share of a prefix. */
  BitSet completed() {
    return completed;
  }

  private Prefixes expand(Prefixes prefixes, int place, float[] hidden) {
    int dim = hidden.length / prefixes.size();
    int size = 0;
    for (int node : prefixes.nodes) {
      size += trie.endChild(place, node) - trie.firstChild(place, node);
    }
    Prefixes next = Prefixes.empty(place + 1, size);
    int count = 0;
    for (int row = 0; row < prefixes.size(); row++) {
      int node = prefixes.nodes[row];
      int first = trie.firstChild(place, node);
      float[] chances = new float[trie.endChild(place, node) - first];
      for (int index = 0; index < chances.length; index++) {
        int child = first + index;
        chances[index] =
            decoder.logit(hidden, row * dim, place, trie.token(place + 1, child))
                + logPrior(place, place + 1, child);
      }
      logSoftmax(chances);
      for (int index = 0; index < chances.length; index++) {
        int child = first + index;
        int begin = trie.begin(place + 1, child);
        float log = prefixes.logs[row] + chances[index];
        if (trie.end(place + 1, child) == begin + 1) {
          logs[begin] = log;
          completed.set(begin);
        } else {
          next.nodes[count] = child;
          next.logs[count] = log;
          next.parents[count++] = row;
        }
      }
    }
    return next.first(count);
  }

  private float logPrior(int place, int depth, int node) {
    float sum = 0;
    for (int tau = 0; tau < prior.size(); tau++) {
      sum += weights[place * prior.size() + tau] * prior.log(tau, depth, node);
    }
    return sum;
  }

  private void shareOthers(Prefixes prefixes, int[] chosen) {
    boolean[] goesOn = new boolean[prefixes.size()];
    for (int index : chosen) {
      goesOn[index] = true;
    }
    for (int index = 0; index < goesOn.length; index++) {
      if (!goesOn[index]) {
        int begin = trie.begin(prefixes.depth, prefixes.nodes[index]);
        int end = trie.end(prefixes.depth, prefixes.nodes[index]);
        float[] shares = new float[end - begin];
        for (int leaf = begin; leaf < end; leaf++) {
          shares[leaf - begin] = logPrior(SemanticIds.LENGTH - 1, SemanticIds.LENGTH, leaf);
        }
        logSoftmax(shares);
        for (int leaf = begin; leaf < end; leaf++) {
          logs[leaf] = prefixes.logs[index] + shares[leaf - begin];
        }
      }
    }
  }

  private static Prefixes chosen(Prefixes prefixes, int[] chosen) {
    Prefixes next = Prefixes.empty(prefixes.depth, chosen.length);
    for (int index = 0; index < chosen.length; index++) {
      next.nodes[index] = prefixes.nodes[chosen[index]];
      next.logs[index] = prefixes.logs[chosen[index]];
      next.parents[index] = prefixes.parents[chosen[index]];
    }
    return next;
  }

  private static void logSoftmax(float[] logits) {
    float max = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      max = Math.max(max, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - max);
    }
    float shift = (float) (max + Math.log(sum));
    for (int index = 0; index < logits.length; index++) {
      logits[index] -= shift;
    }
  }
}
