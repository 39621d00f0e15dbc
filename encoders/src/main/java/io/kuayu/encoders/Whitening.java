package io.kuayu.encoders;

import io.kuayu.core.ArraySize;
import io.kuayu.core.math.DotProduct;
import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/**
 * Spreads vectors over all directions of their space. The vectors of one corpus lie in a narrow
 * cone, so their cosines hardly differ; centred, rotated to their principal directions and mildly
 * equalised, they show similarity (Su et al., "Whitening Sentence Representations for Better
 * Semantics and Faster Retrieval", arXiv 2103.15316; there the power is 1/2).
 */
public final class Whitening {
  private static final int SAMPLE = 100_000;

  /** Directions with less of the strongest one's variance count as if they had this share. */
  private static final double MIN_SHARE = 1e-3;

  private static final String CENTRE = "whitening-centre";
  private static final String DIRECTIONS = "whitening-directions";

  private final float[] centre;
  private final float[] directions;
  private final int dimension;

  private Whitening(float[] centre, float[] directions, int dimension) {
    this.centre = centre;
    this.directions = directions;
    this.dimension = dimension;
  }

  /**
   * What to learn.
   *
   * @param keep how many of the strongest directions stay
   * @param power 0 only centres and rotates, 1/2 gives every direction the same variance
   */
  public record Options(int keep, double power) {
    public static final Options DEFAULT = new Options(192, 0.35);
  }

  /**
   * Learns from the items that have a vector, at most 100,000 of them, evenly spread. Costs n·d²
   * multiplications and one eigendecomposition of d × d, less than a second for d = 384.
   *
   * @return what keeps at most {@link Options#keep} directions; fewer where the encoder has fewer
   */
  public static Whitening fit(ItemVectors vectors, Options options) {
    int from = vectors.dimension();
    int kept = Math.min(options.keep(), from);
    int[] sample = sample(vectors);
    double[] mean = mean(vectors, sample);
    DMatrixRMaj covariance = covariance(vectors, sample, mean);
    var decomposition = DecompositionFactory_DDRM.eig(from, true, true);
    if (!decomposition.decompose(covariance)) {
      throw new IllegalStateException("the covariance of the vectors has no decomposition");
    }
    double[] variances = new double[from];
    Arrays.setAll(variances, index -> decomposition.getEigenvalue(index).getReal());
    int[] strongest =
        IntStream.range(0, from)
            .boxed()
            .sorted(Comparator.comparingDouble(index -> -variances[index]))
            .mapToInt(Integer::intValue)
            .toArray();
    double minVariance = Math.max(variances[strongest[0]] * MIN_SHARE, Float.MIN_NORMAL);
    float[] directions = new float[kept * from];
    for (int index = 0; index < kept; index++) {
      double[] direction = decomposition.getEigenVector(strongest[index]).data;
      double scale = Math.pow(Math.max(variances[strongest[index]], minVariance), -options.power());
      scale *= Math.pow(minVariance, options.power()) * sign(direction);
      for (int d = 0; d < from; d++) {
        directions[index * from + d] = (float) (scale * direction[d]);
      }
    }
    float[] centre = new float[from];
    for (int d = 0; d < from; d++) {
      centre[d] = (float) mean[d];
    }
    return new Whitening(centre, directions, kept);
  }

  /** Numbers in a whitened vector. */
  public int dimension() {
    return dimension;
  }

  /**
   * Whitens all items.
   *
   * @return {@code [items, dimension()]}, of length 1, or zeros where there is no vector
   */
  public float[] apply(ItemVectors vectors) {
    float[] whitened =
        new float[ArraySize.product("numbers of the item vectors", vectors.size(), dimension)];
    IntStream.range(0, vectors.size())
        .parallel()
        .filter(vectors::has)
        .forEach(item -> apply(vectors.values(), item * centre.length, whitened, item * dimension));
    return whitened;
  }

  /** Whitens one vector to length 1. */
  public float[] apply(float[] vector) {
    float[] whitened = new float[dimension];
    apply(vector, 0, whitened, 0);
    return whitened;
  }

  private void apply(float[] values, int from, float[] whitened, int to) {
    int size = centre.length;
    float[] centred = new float[size];
    for (int d = 0; d < size; d++) {
      centred[d] = values[from + d] - centre[d];
    }
    double square = 0;
    for (int index = 0; index < dimension; index++) {
      float sum = DotProduct.of(directions, index * size, centred, 0, size);
      whitened[to + index] = sum;
      square += (double) sum * sum;
    }
    float scale = square > 0 ? (float) (1 / Math.sqrt(square)) : 0;
    for (int index = 0; index < dimension; index++) {
      whitened[to + index] *= scale;
    }
  }

  /** Keeps it with a model. */
  public void save(ModelWriter out) {
    out.floats(CENTRE, centre, centre.length);
    out.floats(DIRECTIONS, directions, dimension, centre.length);
  }

  /** Reads what {@link #save} kept. */
  public static Whitening load(ModelReader in) {
    return new Whitening(in.floats(CENTRE), in.floats(DIRECTIONS), in.shape(DIRECTIONS)[0]);
  }

  private static int[] sample(ItemVectors vectors) {
    int[] all = IntStream.range(0, vectors.size()).filter(vectors::has).toArray();
    if (all.length <= SAMPLE) {
      return all;
    }
    return IntStream.range(0, SAMPLE)
        .map(index -> all[(int) ((long) index * all.length / SAMPLE)])
        .toArray();
  }

  private static double[] mean(ItemVectors vectors, int[] sample) {
    double[] mean = new double[vectors.dimension()];
    for (int item : sample) {
      for (int d = 0; d < mean.length; d++) {
        mean[d] += vectors.values()[item * mean.length + d];
      }
    }
    for (int d = 0; d < mean.length; d++) {
      mean[d] /= Math.max(1, sample.length);
    }
    return mean;
  }

  private static DMatrixRMaj covariance(ItemVectors vectors, int[] sample, double[] mean) {
    int size = mean.length;
    DMatrixRMaj covariance = new DMatrixRMaj(size, size);
    double[] centred = new double[size];
    for (int item : sample) {
      for (int d = 0; d < size; d++) {
        centred[d] = vectors.values()[item * size + d] - mean[d];
      }
      for (int row = 0; row < size; row++) {
        double factor = centred[row] / sample.length;
        for (int column = row, at = row * size + row; column < size; column++, at++) {
          covariance.data[at] += factor * centred[column];
        }
      }
    }
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < row; column++) {
        covariance.data[row * size + column] = covariance.data[column * size + row];
      }
    }
    return covariance;
  }

  /** Eigenvectors have no sign of their own; the largest entry shall be positive. */
  private static double sign(double[] direction) {
    double largest = 0;
    for (double entry : direction) {
      if (Math.abs(entry) > Math.abs(largest)) {
        largest = entry;
      }
    }
    return Math.signum(largest);
  }
}
