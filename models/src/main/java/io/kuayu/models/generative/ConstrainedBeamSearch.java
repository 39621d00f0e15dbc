package io.kuayu.models.generative;

import io.kuayu.models.semantic.ItemTrie;
import io.kuayu.models.semantic.SemanticIds;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Writes ids from the root of a tree on, place by place. At each node a softmax over its children
 * alone divides the node's probability, so the probabilities of all items sum to one and nothing
 * outside of the tree has any. A prefix of which one item is left is that item, without further
 * work. Prefixes that are not written on share their probability among their items by the prior.
 */
final class ConstrainedBeamSearch {
  private final DecoderInference decoder;
  private final DecoderInference.Writing writing;
  private final ItemTrie trie;
  private final PrefixPrior masses;
  private final float[] weights;
  private final float[] logs;
  private final BitSet written = new BitSet();

  /**
   * @param weights of each prior at each place, {@code [places * τ]}
   */
  ConstrainedBeamSearch(
      DecoderInference decoder,
      DecoderInference.Writing writing,
      ItemTrie trie,
      PrefixPrior masses,
      float[] weights) {
    this.decoder = decoder;
    this.writing = writing;
    this.trie = trie;
    this.masses = masses;
    this.weights = weights;
    logs = new float[trie.size()];
  }

  /**
   * The prefixes of one length that can be written on.
   *
   * @param nodes in the tree, of depth {@code depth}
   * @param logs log-probability of each
   * @param parents row of each one's beginning in the step before
   */
  @SuppressWarnings("ArrayRecordComponent") // Columns of the hot path.
  record Front(int depth, int[] nodes, float[] logs, int[] parents) {
    private static Front empty(int depth, int most) {
      return new Front(depth, new int[most], new float[most], new int[most]);
    }

    private Front first(int count) {
      return new Front(
          depth,
          Arrays.copyOf(nodes, count),
          Arrays.copyOf(logs, count),
          Arrays.copyOf(parents, count));
    }

    int size() {
      return nodes.length;
    }
  }

  /** Says which prefixes are written on. */
  @FunctionalInterface
  interface Choice {
    /** Indices into the front, each once. */
    int[] of(Front front);
  }

  /** Writes on all prefixes, which is exact and slow. */
  static Choice all() {
    return front -> {
      int[] all = new int[front.size()];
      Arrays.setAll(all, index -> index);
      return all;
    };
  }

  /** Writes on the most probable prefixes of each length (beam search). */
  static Choice beam(int width) {
    return front -> {
      if (front.size() <= width) {
        return all().of(front);
      }
      long[] order = new long[front.size()];
      for (int index = 0; index < order.length; index++) {
        // Log-probabilities are not positive: the bits of their size order them, the best first.
        long size = Float.floatToIntBits(Math.max(0, -front.logs[index]));
        order[index] = size << 32 | index;
      }
      Arrays.sort(order);
      int[] chosen = new int[width];
      Arrays.setAll(chosen, index -> (int) order[index]);
      Arrays.sort(chosen);
      return chosen;
    };
  }

  /** Writes on those prefixes alone that lead to some leaves, whose probability is then exact. */
  static Choice towards(ItemTrie trie, BitSet leaves) {
    return front -> {
      int[] chosen = new int[front.size()];
      int count = 0;
      for (int index = 0; index < chosen.length; index++) {
        int next = leaves.nextSetBit(trie.begin(front.depth, front.nodes[index]));
        if (next >= 0 && next < trie.end(front.depth, front.nodes[index])) {
          chosen[count++] = index;
        }
      }
      return Arrays.copyOf(chosen, count);
    };
  }

  /**
   * Walks down the tree.
   *
   * @return the log-probability of each leaf's item, {@code [trie.size()]}
   */
  float[] run(Choice choice) {
    if (trie.size() == 0) {
      return logs;
    }
    if (trie.size() == 1) {
      written.set(0);
      return logs;
    }
    Front front = Front.empty(0, 1);
    int[] tokens = {0};
    for (int place = 0; place < SemanticIds.LENGTH && front.size() > 0; place++) {
      float[] hidden = writing.step(place, front.parents, tokens);
      Front next = expand(front, place, hidden);
      int[] chosen = choice.of(next);
      shareOthers(next, chosen);
      front = chosen(next, chosen);
      tokens = new int[front.size()];
      for (int row = 0; row < tokens.length; row++) {
        tokens[row] = trie.token(place + 1, front.nodes[row]);
      }
    }
    return logs;
  }

  /** The leaves that were written to their end; the others only got their share of a prefix. */
  BitSet written() {
    return written;
  }

  private Front expand(Front front, int place, float[] hidden) {
    int dim = hidden.length / front.size();
    int most = 0;
    for (int node : front.nodes) {
      most += trie.endChild(place, node) - trie.firstChild(place, node);
    }
    Front next = Front.empty(place + 1, most);
    int count = 0;
    for (int row = 0; row < front.size(); row++) {
      int node = front.nodes[row];
      int first = trie.firstChild(place, node);
      float[] chances = new float[trie.endChild(place, node) - first];
      for (int index = 0; index < chances.length; index++) {
        int child = first + index;
        chances[index] =
            decoder.logit(hidden, row * dim, place, trie.token(place + 1, child))
                + prior(place, place + 1, child);
      }
      logSoftmax(chances);
      for (int index = 0; index < chances.length; index++) {
        int child = first + index;
        int begin = trie.begin(place + 1, child);
        float log = front.logs[row] + chances[index];
        if (trie.end(place + 1, child) == begin + 1) {
          logs[begin] = log;
          written.set(begin);
        } else {
          next.nodes[count] = child;
          next.logs[count] = log;
          next.parents[count++] = row;
        }
      }
    }
    return next.first(count);
  }

  private float prior(int place, int depth, int node) {
    float sum = 0;
    for (int tau = 0; tau < masses.size(); tau++) {
      sum += weights[place * masses.size() + tau] * masses.log(tau, depth, node);
    }
    return sum;
  }

  private void shareOthers(Front front, int[] chosen) {
    boolean[] goesOn = new boolean[front.size()];
    for (int index : chosen) {
      goesOn[index] = true;
    }
    for (int index = 0; index < goesOn.length; index++) {
      if (!goesOn[index]) {
        int begin = trie.begin(front.depth, front.nodes[index]);
        int end = trie.end(front.depth, front.nodes[index]);
        float[] shares = new float[end - begin];
        for (int leaf = begin; leaf < end; leaf++) {
          shares[leaf - begin] = prior(SemanticIds.LENGTH - 1, SemanticIds.LENGTH, leaf);
        }
        logSoftmax(shares);
        for (int leaf = begin; leaf < end; leaf++) {
          logs[leaf] = front.logs[index] + shares[leaf - begin];
        }
      }
    }
  }

  private static Front chosen(Front front, int[] chosen) {
    Front next = Front.empty(front.depth, chosen.length);
    for (int index = 0; index < chosen.length; index++) {
      next.nodes[index] = front.nodes[chosen[index]];
      next.logs[index] = front.logs[chosen[index]];
      next.parents[index] = front.parents[chosen[index]];
    }
    return next;
  }

  private static void logSoftmax(float[] logits) {
    float most = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      most = Math.max(most, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - most);
    }
    float shift = (float) (most + Math.log(sum));
    for (int index = 0; index < logits.length; index++) {
      logits[index] -= shift;
    }
  }
}
