package io.kuayu.models.dense;

import io.kuayu.core.ArraySize;
import io.kuayu.core.Catalogue;

/**
 * The vectors of all items, for exact scoring by dot products: about 1 ms for 16,000 items of 128
 * numbers. Immutable and thread-safe; one float a number.
 */
public final class ItemMatrix {
  /** Number of items scored together, so that their scores stay in the nearest cache. */
  private static final int CHUNK = 1024;

  private final Catalogue catalogue;
  private final int width;
  private final float[][] columns;
  private final float[][] biases;
  private final boolean[][] known;

  /**
   * Lays the vectors out for scoring.
   *
   * @param vectors {@code [items, width]} in the order of ordinals
   * @param biases added to the products {@code [items]}
   * @param known whether anything is known of an item {@code [items]}; the others get the lowest
   *     score of their domain
   */
  public ItemMatrix(
      Catalogue catalogue, float[] vectors, float[] biases, boolean[] known, int width) {
    this.catalogue = catalogue;
    this.width = width;
    int domains = catalogue.domains().size();
    this.columns = new float[domains][];
    this.biases = new float[domains][];
    this.known = new boolean[domains][];
    for (int domain = 0; domain < domains; domain++) {
      int[] items = catalogue.ordinals(domain);
      this.columns[domain] =
          new float
              [ArraySize.product("numbers of the item vectors of a domain", items.length, width)];
      this.biases[domain] = new float[items.length];
      this.known[domain] = new boolean[items.length];
      for (int position = 0; position < items.length; position++) {
        int item = items[position];
        this.known[domain][position] = known[item];
        this.biases[domain][position] = biases[item];
        for (int column = 0; column < width; column++) {
          this.columns[domain][place(items.length, position, column)] =
              vectors[item * width + column];
        }
      }
    }
  }

  /** Chunk by chunk, in each column by column. */
  private int place(int items, int position, int column) {
    int chunk = position / CHUNK * CHUNK;
    int inChunk = Math.min(CHUNK, items - chunk);
    return chunk * width + column * inChunk + position - chunk;
  }

  public int width() {
    return width;
  }

  /** Whether anything is known of the item. */
  public boolean knows(int item) {
    return known[catalogue.domainOf(item)][catalogue.positionOf(item)];
  }

  /** Scores every item of a domain as {@link io.kuayu.model.Model#score} requires. */
  public void score(float[] vector, int domain, float[] scores) {
    float[] matrix = columns[domain];
    float[] bias = biases[domain];
    float[] sums = new float[Math.min(CHUNK, bias.length)];
    for (int chunk = 0; chunk < bias.length; chunk += CHUNK) {
      int size = Math.min(CHUNK, bias.length - chunk);
      System.arraycopy(bias, chunk, sums, 0, size);
      for (int column = 0; column < width; column++) {
        DenseLayer.addMultiple(vector[column], matrix, chunk * width + column * size, sums, size);
      }
      System.arraycopy(sums, 0, scores, chunk, size);
    }
    lowerUnknown(known[domain], scores);
  }

  /** The score of one item, the same bits as in {@link #score}; zero where nothing is known. */
  public float score(float[] vector, int item) {
    int domain = catalogue.domainOf(item);
    int position = catalogue.positionOf(item);
    if (!known[domain][position]) {
      return 0;
    }
    float sum = biases[domain][position];
    for (int column = 0; column < width; column++) {
      sum += vector[column] * columns[domain][place(biases[domain].length, position, column)];
    }
    return sum;
  }

  private static void lowerUnknown(boolean[] known, float[] scores) {
    float lowest = Float.POSITIVE_INFINITY;
    for (int position = 0; position < known.length; position++) {
      if (known[position]) {
        lowest = Math.min(lowest, scores[position]);
      }
    }
    for (int position = 0; position < known.length; position++) {
      if (!known[position]) {
        scores[position] = lowest == Float.POSITIVE_INFINITY ? 0 : lowest;
      }
    }
  }
}
