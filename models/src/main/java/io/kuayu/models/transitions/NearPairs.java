package io.kuayu.models.transitions;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Parallel;
import io.kuayu.core.math.TopRows;
import io.kuayu.model.Embedding;
import io.kuayu.models.dense.TiledVectors;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Pairs of items of one domain of which one is among the nearest of the other by text. They depend
 * on the catalogue alone, so they tell nothing about people.
 */
final class NearPairs {
  private static final int TILE = 1024;
  private static final int BLOCK = 16;

  private NearPairs() {}

  /** The key of a pair of ordinals, the same in both orders. */
  static long key(int one, int other) {
    return ((long) Math.min(one, other) << 32) | Math.max(one, other);
  }

  static int first(long key) {
    return (int) (key >> 32);
  }

  static int second(long key) {
    return (int) key;
  }

  /**
   * The pairs of a catalogue. Costs the square of a domain's items times the dimension in products.
   *
   * @param vectors of length 1; items without one are in no pair
   * @param neighbours how many of the nearest of each item
   * @return keys, rising
   */
  static long[] of(Catalogue catalogue, Embedding vectors, int neighbours, int threads) {
    return IntStream.range(0, catalogue.domains().size())
        .mapToObj(domain -> inDomain(catalogue.ordinals(domain), vectors, neighbours, threads))
        .flatMapToLong(Arrays::stream)
        .sorted()
        .distinct()
        .toArray();
  }

  private static long[] inDomain(int[] all, Embedding vectors, int neighbours, int threads) {
    int[] items = Arrays.stream(all).filter(vectors::has).toArray();
    int width = vectors.dimension();
    TiledVectors tiles = TiledVectors.of(items.length, TILE, width);
    float[] vector = new float[width];
    for (int row = 0; row < items.length; row++) {
      vectors.copy(items[row], vector, 0);
      tiles.set(row, vector, 0);
    }
    int blocks = Math.ceilDiv(items.length, BLOCK);
    long[][] found = new long[blocks][];
    Parallel.forEach(
        threads, blocks, block -> found[block] = near(tiles, items, block * BLOCK, neighbours));
    return Arrays.stream(found).flatMapToLong(LongStream::of).toArray();
  }

  /** The pairs of some rows with the nearest of each. */
  private static long[] near(TiledVectors tiles, int[] items, int begin, int neighbours) {
    int rows = Math.min(BLOCK, items.length - begin);
    float[][] own = new float[rows][tiles.dimension()];
    TopRows[] nearest = new TopRows[rows];
    for (int row = 0; row < rows; row++) {
      tiles.copy(begin + row, own[row], 0);
      nearest[row] = new TopRows(neighbours);
    }
    float[][] products = new float[rows][TILE];
    for (int tile = 0; tile < tiles.tiles(); tile++) {
      tiles.products(tile, own, products);
      int first = tile * TILE;
      for (int row = 0; row < rows; row++) {
        for (int other = 0; other < Math.min(TILE, items.length - first); other++) {
          if (first + other != begin + row && products[row][other] >= nearest[row].threshold()) {
            nearest[row].offer(first + other, products[row][other]);
          }
        }
      }
    }
    return IntStream.range(0, rows)
        .mapToObj(
            row ->
                Arrays.stream(nearest[row].rows())
                    .mapToLong(other -> key(items[begin + row], items[other])))
        .flatMapToLong(keys -> keys)
        .toArray();
  }
}
