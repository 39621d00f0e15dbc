package io.kuayu.models.blend;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Parallel;
import io.kuayu.core.math.DotProduct;
import io.kuayu.core.math.TopRows;
import io.kuayu.model.Embedding;
import io.kuayu.model.Model;
import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * For each item that training never saw, those of its domain with the nearest texts that training
 * saw. Experts that know nothing of an item score it as they score these. Nothing is borrowed in a
 * {@linkplain ItemStatistics#isSparse sparse} domain: thousands of copies of a few scores would
 * push out the items that the scores were learnt for.
 */
final class TextNeighbours {
  static final TextNeighbours NONE = new TextNeighbours(new int[0][], new float[0][]);

  private static final int COUNT = 10;

  /** How fast a neighbour's share falls with its distance. */
  private static final double STEEPNESS = 8;

  /** Multiplications for a domain; beyond them only frequent items are compared with. */
  private static final double MAX_COST = 2e10;

  private static final int MIN_COMPARED = 1_000;
  private static final String ITEMS = "neighbour-items";
  private static final String NEIGHBOURS = "neighbours";
  private static final String SHARES = "neighbour-shares";

  private final int[][] neighbours;
  private final float[][] shares;

  /**
   * @param neighbours of each item; empty for one that needs none, {@code [items][neighbours]}
   * @param shares of each, of sum 1
   */
  private TextNeighbours(int[][] neighbours, float[][] shares) {
    this.neighbours = neighbours;
    this.shares = shares;
  }

  /** The texts that the first text expert knows. */
  static Optional<Embedding> texts(List<Model> experts) {
    return experts.stream()
        .filter(expert -> expert.family().equals(BlendFeatures.TEXT))
        .flatMap(expert -> expert.embedding().stream())
        .findFirst();
  }

  /** Finds the neighbours of all items without training events. */
  static TextNeighbours of(
      Embedding texts, ItemStatistics facts, Catalogue catalogue, int threads) {
    BitSet all = new BitSet();
    all.set(0, catalogue.size());
    return NONE.found(all, texts, facts, catalogue, threads);
  }

  /** These, with the neighbours of some items found anew. */
  TextNeighbours found(
      BitSet wanted, Embedding texts, ItemStatistics facts, Catalogue catalogue, int threads) {
    int before = neighbours.length;
    int[][] found = Arrays.copyOf(neighbours, catalogue.size());
    float[][] weights = Arrays.copyOf(shares, catalogue.size());
    Arrays.fill(found, before, found.length, new int[0]);
    Arrays.fill(weights, before, weights.length, new float[0]);
    for (int domain = 0; domain < catalogue.domains().size(); domain++) {
      int[] items = Arrays.stream(catalogue.ordinals(domain)).filter(texts::has).toArray();
      if (facts.isSparse(domain)) {
        continue;
      }
      int[] fresh =
          Arrays.stream(items).filter(item -> facts.count(item) == 0 && wanted.get(item)).toArray();
      int compared =
          (int)
              Math.max(
                  MIN_COMPARED,
                  MAX_COST / Math.max(1.0, (double) fresh.length * texts.dimension()));
      int[] seen =
          Arrays.stream(items)
              .filter(item -> facts.count(item) > 0)
              .boxed()
              .sorted(Comparator.comparingInt(item -> -facts.count(item)))
              .limit(fresh.length == 0 ? 0 : compared)
              .mapToInt(Integer::intValue)
              .toArray();
      if (seen.length > 0) {
        float[][] vectors = new float[seen.length][];
        Arrays.setAll(vectors, n -> direction(texts, seen[n]));
        Parallel.forEach(
            threads,
            fresh.length,
            n -> put(fresh[n], direction(texts, fresh[n]), seen, vectors, found, weights));
      }
    }
    return new TextNeighbours(found, weights);
  }

  private static void put(
      int item, float[] own, int[] seen, float[][] vectors, int[][] found, float[][] weights) {
    TopRows top = new TopRows(COUNT);
    for (int n = 0; n < seen.length; n++) {
      top.offer(n, DotProduct.of(own, 0, vectors[n], 0, own.length));
    }
    TopRows.Row[] rows = top.descending();
    int[] nearest = new int[rows.length];
    float[] share = new float[rows.length];
    double sum = 0;
    for (int n = 0; n < rows.length; n++) {
      nearest[n] = seen[rows[n].row()];
      share[n] = (float) Math.exp(STEEPNESS * (rows[n].value() - rows[0].value()));
      sum += share[n];
    }
    for (int n = 0; n < rows.length; n++) {
      share[n] /= (float) sum;
    }
    found[item] = nearest;
    weights[item] = share;
  }

  private static float[] direction(Embedding texts, int item) {
    float[] vector = new float[texts.dimension()];
    texts.copy(item, vector, 0);
    float length = (float) Math.sqrt(DotProduct.of(vector, 0, vector, 0, vector.length));
    for (int n = 0; n < vector.length && length > 0; n++) {
      vector[n] /= length;
    }
    return vector;
  }

  /**
   * Gives each item of a domain that has neighbours the mean of their scores.
   *
   * @param scores of the domain, changed in place
   */
  void lend(float[] scores, int domain, Catalogue catalogue) {
    int[] items = catalogue.ordinals(domain);
    for (int position = 0; position < scores.length; position++) {
      int item = items[position];
      if (item < neighbours.length && neighbours[item].length > 0) {
        float mean = 0;
        for (int n = 0; n < neighbours[item].length; n++) {
          mean += shares[item][n] * scores[catalogue.positionOf(neighbours[item][n])];
        }
        scores[position] = mean;
      }
    }
  }

  /** Writes nothing where there are none, so that such bundles stay as they were. */
  void save(ModelWriter out) {
    int[] items =
        IntStream.range(0, neighbours.length).filter(item -> neighbours[item].length > 0).toArray();
    if (items.length > 0) {
      int[] flat = new int[items.length * COUNT];
      float[] flatShares = new float[flat.length];
      Arrays.fill(flat, -1);
      for (int n = 0; n < items.length; n++) {
        int[] own = neighbours[items[n]];
        System.arraycopy(own, 0, flat, n * COUNT, own.length);
        System.arraycopy(shares[items[n]], 0, flatShares, n * COUNT, own.length);
      }
      out.ints(ITEMS, items, items.length);
      out.ints(NEIGHBOURS, flat, items.length, COUNT);
      out.floats(SHARES, flatShares, items.length, COUNT);
      out.property(ITEMS, Integer.toString(neighbours.length));
    }
  }

  static TextNeighbours load(ModelReader in) {
    int size = in.findProperty(ITEMS).map(Integer::parseInt).orElse(0);
    if (size == 0) {
      return NONE;
    }
    int[] items = in.ints(ITEMS);
    int[] flat = in.ints(NEIGHBOURS);
    float[] flatShares = in.floats(SHARES);
    int[][] neighbours = new int[size][0];
    float[][] shares = new float[size][0];
    for (int n = 0; n < items.length; n++) {
      int count = 0;
      while (count < COUNT && flat[n * COUNT + count] >= 0) {
        count++;
      }
      neighbours[items[n]] = Arrays.copyOfRange(flat, n * COUNT, n * COUNT + count);
      shares[items[n]] = Arrays.copyOfRange(flatShares, n * COUNT, n * COUNT + count);
    }
    return new TextNeighbours(neighbours, shares);
  }
}
