package io.kuayu.models.semantic;

import io.kuayu.core.Catalogue;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The ids of the allowed items of one domain as a packed prefix tree. Leaves are sorted by their
 * tokens, so each node is a range of leaves. Items that are not in the tree cannot be generated.
 * Immutable.
 */
public final class ItemTrie {
  private final int vocabulary;
  private final int[] leaves;
  private final long[] keys;
  private final Level[] levels;

  /**
   * The nodes of one depth in the order of their leaves.
   *
   * @param tokens last token of each node's prefix
   * @param begins first leaf of each node, and one past the last leaf of all
   * @param children first node of the next depth, and one past the last of all
   */
  @SuppressWarnings("ArrayRecordComponent") // Shared columns of the hot path.
  private record Level(int[] tokens, int[] begins, int[] children) {}

  private ItemTrie(int vocabulary, int[] leaves, long[] keys) {
    this.vocabulary = vocabulary;
    this.leaves = leaves;
    this.keys = keys;
    levels = new Level[SemanticIds.LENGTH + 1];
    for (int depth = SemanticIds.LENGTH; depth >= 0; depth--) {
      levels[depth] = level(depth);
    }
  }

  /** The tree of all items of a domain. */
  public static ItemTrie of(SemanticIds ids, Catalogue catalogue, int domain) {
    int[] items = catalogue.ordinals(domain);
    long[] sorted = new long[items.length];
    for (int position = 0; position < items.length; position++) {
      long key = 0;
      for (int place = 0; place < SemanticIds.LENGTH; place++) {
        key = key * ids.vocabulary() + ids.token(items[position], place);
      }
      sorted[position] = key * items.length + position;
    }
    Arrays.sort(sorted);
    int[] leaves = new int[items.length];
    for (int leaf = 0; leaf < leaves.length; leaf++) {
      leaves[leaf] = (int) (sorted[leaf] % items.length);
      sorted[leaf] /= items.length;
    }
    return new ItemTrie(ids.vocabulary(), leaves, sorted);
  }

  /**
   * The tree of the allowed items only. Costs one pass over the leaves.
   *
   * @param allowed by position in the domain
   */
  public ItemTrie only(IntPredicate allowed) {
    int[] kept = new int[leaves.length];
    long[] keptKeys = new long[leaves.length];
    int count = 0;
    for (int leaf = 0; leaf < leaves.length; leaf++) {
      if (allowed.test(leaves[leaf])) {
        kept[count] = leaves[leaf];
        keptKeys[count++] = keys[leaf];
      }
    }
    return new ItemTrie(vocabulary, Arrays.copyOf(kept, count), Arrays.copyOf(keptKeys, count));
  }

  private Level level(int depth) {
    long divisor = 1;
    for (int place = depth; place < SemanticIds.LENGTH; place++) {
      divisor *= vocabulary;
    }
    int[] tokens = new int[leaves.length + 1];
    int[] begins = new int[leaves.length + 2];
    int nodes = 0;
    for (int leaf = 0; leaf < leaves.length; leaf++) {
      if (leaf == 0 || keys[leaf] / divisor != keys[leaf - 1] / divisor) {
        tokens[nodes] = (int) (keys[leaf] / divisor % vocabulary);
        begins[nodes++] = leaf;
      }
    }
    if (depth == 0 && nodes == 0) {
      nodes = 1; // An empty tree still has its root.
    }
    begins[nodes] = leaves.length;
    return new Level(
        Arrays.copyOf(tokens, nodes),
        Arrays.copyOf(begins, nodes + 1),
        depth == SemanticIds.LENGTH ? new int[0] : children(begins, nodes, levels[depth + 1]));
  }

  private static int[] children(int[] begins, int nodes, Level below) {
    int[] children = new int[nodes + 1];
    int child = 0;
    for (int node = 0; node <= nodes; node++) {
      while (child < below.tokens.length && below.begins[child] < begins[node]) {
        child++;
      }
      children[node] = child;
    }
    return children;
  }

  /** Number of items. */
  public int size() {
    return leaves.length;
  }

  /** The position in the domain of a leaf's item. */
  public int position(int leaf) {
    return leaves[leaf];
  }

  /** The positions of all leaves, in their order. The array is shared: do not write to it. */
  public int[] positions() {
    return leaves;
  }

  /** Number of nodes of a depth: 1 at depth 0, as many as leaves at depth {@code LENGTH}. */
  public int nodes(int depth) {
    return levels[depth].begins.length - 1;
  }

  /** The last token of a node's prefix. */
  public int token(int depth, int node) {
    return levels[depth].tokens[node];
  }

  /** The first leaf of a node. */
  public int begin(int depth, int node) {
    return levels[depth].begins[node];
  }

  /** One past the last leaf of a node. */
  public int end(int depth, int node) {
    return levels[depth].begins[node + 1];
  }

  /** The first child of a node, a node of the next depth. */
  public int firstChild(int depth, int node) {
    return levels[depth].children[node];
  }

  /** One past the last child of a node. */
  public int endChild(int depth, int node) {
    return levels[depth].children[node + 1];
  }

  /** The node of a depth that a leaf lies below. */
  public int node(int depth, int leaf) {
    int[] begins = levels[depth].begins;
    int found = Arrays.binarySearch(begins, 0, begins.length - 1, leaf);
    return found >= 0 ? found : -found - 2;
  }
}
