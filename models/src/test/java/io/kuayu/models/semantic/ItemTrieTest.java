package io.kuayu.models.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Seed;
import io.kuayu.models.content.ContentVectors;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ItemTrieTest {
  private static final Catalogue CATALOGUE = Clusters.catalogue();

  private static SemanticIds ids(long seed) {
    ContentVectors vectors = Clusters.vectors(seed);
    Codebooks books = Codebooks.fit(vectors.values(), Clusters.WIDTH, 4, new Seed(seed), 1);
    return SemanticIds.assign(books, CATALOGUE, vectors, new int[Clusters.ITEMS]);
  }

  @Test
  void pathsAreTheIdsOfTheAllowedItemsAndNoOthers() {
    for (long seed = 0; seed < 10; seed++) {
      SemanticIds ids = ids(seed);
      SplittableRandom random = new SplittableRandom(seed);
      int domain = (int) (seed % 3);
      int[] items = CATALOGUE.ordinals(domain);
      boolean[] allowed = new boolean[items.length];
      TreeSet<String> expected = new TreeSet<>();
      for (int position = 0; position < items.length; position++) {
        allowed[position] = random.nextInt(3) == 0;
        if (allowed[position]) {
          expected.add(ids.text(items[position]));
        }
      }
      ItemTrie trie = ItemTrie.of(ids, CATALOGUE, domain).only(position -> allowed[position]);
      TreeSet<String> found = new TreeSet<>();
      collect(trie, 0, 0, "", found);
      assertThat(found).as("seed %s", seed).isEqualTo(expected);
      assertThat(trie.size()).isEqualTo(expected.size());
    }
  }

  private static void collect(ItemTrie trie, int depth, int node, String path, Set<String> found) {
    if (depth == SemanticIds.LENGTH) {
      found.add(path);
      return;
    }
    for (int child = trie.firstChild(depth, node); child < trie.endChild(depth, node); child++) {
      String token = Integer.toString(trie.token(depth + 1, child));
      collect(trie, depth + 1, child, path.isEmpty() ? token : path + "-" + token, found);
    }
  }

  @Test
  void nodesAreRangesOfLeaves() {
    SemanticIds ids = ids(3);
    ItemTrie trie = ItemTrie.of(ids, CATALOGUE, 1);
    for (int leaf = 0; leaf < trie.size(); leaf++) {
      int item = CATALOGUE.ordinals(1)[trie.position(leaf)];
      for (int depth = 1; depth <= SemanticIds.LENGTH; depth++) {
        int node = trie.node(depth, leaf);
        assertThat(trie.token(depth, node)).isEqualTo(ids.token(item, depth - 1));
        assertThat(leaf).isBetween(trie.begin(depth, node), trie.end(depth, node) - 1);
      }
    }
    assertThat(trie.nodes(0)).isEqualTo(1);
    assertThat(trie.nodes(SemanticIds.LENGTH)).isEqualTo(trie.size());
  }

  @Test
  void nothingAllowedIsATreeWithoutLeaves() {
    ItemTrie trie = ItemTrie.of(ids(1), CATALOGUE, 0).only(position -> false);
    assertThat(trie.size()).isZero();
    assertThat(trie.firstChild(0, 0)).isEqualTo(trie.endChild(0, 0));
  }
}
