package io.kuayu.models.semantic;

import io.kuayu.core.Seed;
import io.kuayu.core.math.DotProduct;
import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Residual quantisation: the first code names the nearest centre, the next one the centre nearest
 * to the residual, and so on, from coarse to fine. Found by k-means level by level (residual
 * k-means), which unlike RQ-VAE needs no training by gradients and cannot collapse.
 *
 * @param codes centres of a level
 * @param width numbers of a vector; 0 if nothing can be quantised
 * @param centres {@code [LEVELS, codes, width]}
 */
@SuppressWarnings("ArrayRecordComponent") // Shared columns of the hot path.
public record Codebooks(int codes, int width, float[] centres) {
  /** Codes of a vector. */
  public static final int LEVELS = 3;

  private static final int ROUNDS = 12;
  private static final double CODES_A_ROOT = 1.5;

  private static final String CENTRES = "semantic.centres";
  private static final String CODES = "semantic.codes";

  /** Codebooks for items without vectors, whose codes are drawn. */
  public static Codebooks none(int codes) {
    return new Codebooks(codes, 0, new float[0]);
  }

  /**
   * The number of codes of a level, limited so that in a small catalogue items still share codes.
   *
   * @param max most codes of a level
   * @param items of all domains together
   */
  public static int codes(int max, int items) {
    return Math.clamp((int) Math.ceil(CODES_A_ROOT * Math.sqrt(items)), 2, max);
  }

  /**
   * Learns the centres from the vectors of all domains together.
   *
   * @param vectors {@code [vectors, width]}
   * @param threads how many may be used; the result does not depend on it
   */
  public static Codebooks fit(float[] vectors, int width, int codes, Seed seed, int threads) {
    if (vectors.length == 0) {
      return none(codes);
    }
    float[] rest = vectors.clone();
    float[] centres = new float[LEVELS * codes * width];
    for (int level = 0; level < LEVELS; level++) {
      float[] found = KMeans.fit(rest, width, codes, ROUNDS, seed.derive(level), threads);
      System.arraycopy(found, 0, centres, level * codes * width, found.length);
      Codebooks present = new Codebooks(codes, width, centres);
      float[] lengths = present.lengths(level);
      for (int at = 0; at < rest.length; at += width) {
        present.subtract(rest, at, level, present.nearest(rest, at, level, lengths));
      }
    }
    return new Codebooks(codes, width, centres);
  }

  /** A quantiser that precomputes everything the vectors have in common. */
  public Quantiser quantiser() {
    return new Quantiser(this);
  }

  /** Quantises vectors one after the other. */
  public static final class Quantiser {
    private final Codebooks books;
    private final float[][] lengths;

    private Quantiser(Codebooks books) {
      this.books = books;
      lengths = new float[LEVELS][];
      Arrays.setAll(lengths, books::lengths);
    }

    /**
     * The nearest codes of a vector.
     *
     * @param rest the vector; holds the final residual afterwards
     * @return {@code [LEVELS]}
     */
    public int[] codes(float[] rest) {
      int[] codes = new int[LEVELS];
      for (int level = 0; level < LEVELS; level++) {
        codes[level] = books.nearest(rest, 0, level, lengths[level]);
        books.subtract(rest, 0, level, codes[level]);
      }
      return codes;
    }

    /** The codes of the last level, the nearest first, for a vector whose first codes are given. */
    int[] byDistance(float[] vector, int[] codes) {
      float[] rest = vector.clone();
      for (int level = 0; level < LEVELS - 1; level++) {
        books.subtract(rest, 0, level, codes[level]);
      }
      int last = LEVELS - 1;
      return IntStream.range(0, books.codes)
          .boxed()
          .sorted(
              Comparator.comparingDouble(
                  code ->
                      distance(
                          rest,
                          0,
                          books.centres,
                          lengths[last],
                          books.at(last),
                          books.width,
                          code)))
          .mapToInt(Integer::intValue)
          .toArray();
    }
  }

  private int at(int level) {
    return level * codes * width;
  }

  private float[] lengths(int level) {
    float[] lengths = new float[codes];
    for (int code = 0; code < codes; code++) {
      int at = at(level) + code * width;
      lengths[code] = DotProduct.of(centres, at, centres, at, width);
    }
    return lengths;
  }

  private int nearest(float[] vectors, int at, int level, float[] lengths) {
    return nearest(vectors, at, centres, lengths, at(level), width);
  }

  /**
   * The nearest of {@code lengths.length} centres; of equally near ones the first.
   *
   * @param lengths squared length of each centre
   * @param from where the centres begin
   */
  static int nearest(
      float[] vectors, int at, float[] centres, float[] lengths, int from, int width) {
    int nearest = 0;
    float minDistance = Float.POSITIVE_INFINITY;
    for (int code = 0; code < lengths.length; code++) {
      float distance = distance(vectors, at, centres, lengths, from, width, code);
      if (distance < minDistance) {
        minDistance = distance;
        nearest = code;
      }
    }
    return nearest;
  }

  /** The squared distance without the vector's own squared length. */
  private static float distance(
      float[] vectors, int at, float[] centres, float[] lengths, int from, int width, int code) {
    return lengths[code] - 2 * DotProduct.of(vectors, at, centres, from + code * width, width);
  }

  private void subtract(float[] vectors, int at, int level, int code) {
    int from = at(level) + code * width;
    for (int axis = 0; axis < width; axis++) {
      vectors[at + axis] -= centres[from + axis];
    }
  }

  /** Saves the codebooks with a model. */
  public void save(ModelWriter out) {
    out.property(CODES, Integer.toString(codes));
    if (width > 0) {
      out.floats(CENTRES, centres, LEVELS, codes, width);
    }
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @param width numbers of a text vector; 0 where there are none
   */
  public static Codebooks load(ModelReader in, int width) {
    int codes = Integer.parseInt(in.property(CODES));
    return width == 0 ? none(codes) : new Codebooks(codes, width, in.floats(CENTRES));
  }
}
