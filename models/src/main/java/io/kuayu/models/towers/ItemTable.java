package io.kuayu.models.towers;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Seed;
import io.kuayu.models.training.Initial;
import io.kuayu.models.training.RowSet;
import io.kuayu.models.training.RowTable;
import io.kuayu.models.training.Weights;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The items' vectors in training: made from three tables for the items of a step, and the gradient
 * given back to the tables, all in Java, since it is a sum over few words an item.
 */
final class ItemTable {
  private static final double REACH = .05;

  private final Catalogue catalogue;
  private final Words words;
  private final int width;
  private final RowTable ids;
  private final RowTable wordRows;
  private final RowTable domains;

  ItemTable(Weights weights, Catalogue catalogue, Words words, TowersSettings settings, Seed seed) {
    this.catalogue = catalogue;
    this.words = words;
    width = settings.embedding();
    ids =
        weights.rows(
            TowersWeights.IDS,
            Initial.uniform(catalogue.size() * width, REACH, seed.derive("ids")),
            width);
    // A word that training never meets shall say nothing, hence zero.
    wordRows = weights.rows(TowersWeights.WORDS, new float[settings.words() * width], width);
    domains =
        weights.rows(
            TowersWeights.DOMAINS,
            Initial.uniform(catalogue.domains().size() * width, REACH, seed.derive("domains")),
            width);
  }

  /** Which items of the step are known by their words alone. */
  static boolean[] withoutId(RowSet items, double share, Seed seed) {
    SplittableRandom random = seed.random();
    boolean[] without = new boolean[items.size()];
    for (int index = 0; index < without.length; index++) {
      without[index] = random.nextDouble() < share;
    }
    return without;
  }

  /** The items' vectors and behind them a row of zeros, {@code [items + 1, width]}. */
  float[] vectors(RowSet items, boolean[] withoutId) {
    float[] vectors = new float[(items.size() + 1) * width];
    for (int index = 0; index < items.size(); index++) {
      int item = items.rows()[index];
      int to = index * width;
      ItemVectors.add(wordRows.values(), words.of(item), vectors, to, width);
      if (!withoutId[index]) {
        ItemVectors.add(1, ids.values(), item * width, vectors, to, width);
      }
      ItemVectors.add(1, domains.values(), catalogue.domainOf(item) * width, vectors, to, width);
    }
    return vectors;
  }

  /** The gradients of the three tables from that of {@link #vectors}. */
  RowTable.Gradient[] gradients(RowSet items, boolean[] withoutId, float[] slopes) {
    int[][] used = new int[items.size()][];
    for (int index = 0; index < used.length; index++) {
      used[index] = words.of(items.rows()[index]);
    }
    RowSet distinct = RowSet.of(used);
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
        ItemVectors.add(1f / used[index].length, slopes, from, wordSlopes, place * width, width);
      }
      ItemVectors.add(1, slopes, from, domainSlopes, domain * width, width);
    }
    int[] allDomains = IntStream.range(0, domains.rows()).toArray();
    return new RowTable.Gradient[] {
      ids.gradient(items.rows(), idSlopes),
      wordRows.gradient(distinct.rows(), wordSlopes),
      domains.gradient(allDomains, domainSlopes)
    };
  }
}
