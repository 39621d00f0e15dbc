package io.kuayu.training.towers;

import io.kuayu.core.ArraySize;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Seed;
import io.kuayu.models.towers.HashedWords;
import io.kuayu.models.towers.ItemTowerInput;
import io.kuayu.models.towers.TowersWeights;
import io.kuayu.training.EmbeddingTable;
import io.kuayu.training.InitialValues;
import io.kuayu.training.TouchedRows;
import io.kuayu.training.TrainableWeights;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The items' vectors in training: computed from three tables for the items of a step. The gradient
 * goes back to the tables. Both run in Java, since they are sums over a few words per item.
 */
final class ItemTowerTable {
  private static final double REACH = .05;

  private final Catalogue catalogue;
  private final HashedWords words;
  private final int width;
  private final EmbeddingTable ids;
  private final EmbeddingTable wordRows;
  private final EmbeddingTable domains;

  ItemTowerTable(
      TrainableWeights weights,
      Catalogue catalogue,
      HashedWords words,
      TowersSettings settings,
      Seed seed) {
    this.catalogue = catalogue;
    this.words = words;
    width = settings.embedding();
    ids =
        weights.rows(
            TowersWeights.IDS,
            InitialValues.uniform(
                ArraySize.product("numbers of the item embeddings", catalogue.size(), width),
                REACH,
                seed.derive("ids")),
            width);
    // Zero, so that words which training never sees have no effect.
    wordRows =
        weights.rows(
            TowersWeights.WORDS,
            new float[ArraySize.product("numbers of the word embeddings", settings.words(), width)],
            width);
    domains =
        weights.rows(
            TowersWeights.DOMAINS,
            InitialValues.uniform(
                catalogue.domains().size() * width, REACH, seed.derive("domains")),
            width);
  }

  /** Which items of the step are represented by their words alone. */
  static boolean[] withoutId(TouchedRows items, double share, Seed seed) {
    SplittableRandom random = seed.random();
    boolean[] without = new boolean[items.size()];
    for (int index = 0; index < without.length; index++) {
      without[index] = random.nextDouble() < share;
    }
    return without;
  }

  /** The items' vectors and behind them a row of zeros, {@code [items + 1, width]}. */
  float[] vectors(TouchedRows items, boolean[] withoutId) {
    float[] vectors = new float[(items.size() + 1) * width];
    for (int index = 0; index < items.size(); index++) {
      int item = items.rows()[index];
      int to = index * width;
      ItemTowerInput.add(wordRows.values(), words.of(item), vectors, to, width);
      if (!withoutId[index]) {
        ItemTowerInput.add(1, ids.values(), item * width, vectors, to, width);
      }
      ItemTowerInput.add(1, domains.values(), catalogue.domainOf(item) * width, vectors, to, width);
    }
    return vectors;
  }

  /** The gradients of the three tables from that of {@link #vectors}. */
  EmbeddingTable.Gradient[] gradients(TouchedRows items, boolean[] withoutId, float[] slopes) {
    int[][] used = new int[items.size()][];
    for (int index = 0; index < used.length; index++) {
      used[index] = words.of(items.rows()[index]);
    }
    TouchedRows distinct = TouchedRows.of(used);
    float[] idSlopes = new float[items.size() * width];
    float[] wordSlopes = new float[distinct.size() * width];
    float[] domainSlopes = new float[domains.values().length];
    for (int index = 0; index < used.length; index++) {
      int from = index * width;
      int domain = catalogue.domainOf(items.rows()[index]);
      if (!withoutId[index]) {
        System.arraycopy(slopes, from, idSlopes, from, width);
      }
      for (int place : distinct.places(used[index])) {
        ItemTowerInput.add(1f / used[index].length, slopes, from, wordSlopes, place * width, width);
      }
      ItemTowerInput.add(1, slopes, from, domainSlopes, domain * width, width);
    }
    int[] allDomains = IntStream.range(0, domains.rows()).toArray();
    return new EmbeddingTable.Gradient[] {
      ids.gradient(items.rows(), idSlopes),
      wordRows.gradient(distinct.rows(), wordSlopes),
      domains.gradient(allDomains, domainSlopes)
    };
  }
}
