package io.kuayu.benchmarks;

import io.kuayu.core.Seed;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/**
 * A linear map of text vectors, {@code x + x·A·B} of low rank, begun at the identity and learned by
 * InfoNCE (van den Oord et al., arXiv 1807.03748): two items that the same people took one after
 * the other are to be nearer than those of the other pairs in the batch.
 */
final class TextAdapter {
  private static final double MOMENTUM = .9;
  private static final double SQUARES = .99;

  private final DMatrixRMaj down;
  private final DMatrixRMaj up;

  private TextAdapter(DMatrixRMaj down, DMatrixRMaj up) {
    this.down = down;
    this.up = up;
  }

  /**
   * How to learn.
   *
   * @param penalty of the squared norm of A·B
   * @param batch pairs in a step; no item is in two of them
   */
  record Options(int rank, double temperature, double rate, double penalty, int batch, int steps) {
    static final Options DEFAULT = new Options(32, .2, .001, .01, 512, 160);
  }

  /** The loss of a batch and its gradient. */
  record Gradient(double loss, DMatrixRMaj down, DMatrixRMaj up) {}

  /**
   * Learns from pairs.
   *
   * @param vectors of all items, {@code [items, width]}
   * @param pairs of items, {@code [pairs][2]}
   */
  static TextAdapter learn(float[] vectors, int width, int[][] pairs, Options options, Seed seed) {
    SplittableRandom random = seed.random();
    TextAdapter adapter =
        new TextAdapter(
            new DMatrixRMaj(width, options.rank()), new DMatrixRMaj(options.rank(), width));
    Arrays.setAll(adapter.down.data, at -> random.nextGaussian() / Math.sqrt(width));
    double[][] moments = new double[2][width * options.rank()];
    double[][] squares = new double[2][width * options.rank()];
    for (int step = 1; step <= options.steps(); step++) {
      int[] batch = batch(pairs, options.batch(), random);
      Gradient gradient = adapter.gradient(rows(vectors, width, batch), options);
      double rate = options.rate() * Math.min(1, step / 20.0);
      descend(adapter.down.data, gradient.down.data, moments[0], squares[0], step, rate);
      descend(adapter.up.data, gradient.up.data, moments[1], squares[1], step, rate);
    }
    return adapter;
  }

  /** A map that is not the identity, for tests. */
  static TextAdapter of(DMatrixRMaj down, DMatrixRMaj up) {
    return new TextAdapter(down, up);
  }

  /** Maps all vectors, to length 1. */
  float[] apply(float[] vectors, int width) {
    float[] mapped = new float[vectors.length];
    double[] low = new double[down.numCols];
    double[] own = new double[width];
    for (int at = 0; at < vectors.length; at += width) {
      Arrays.fill(low, 0);
      for (int d = 0; d < width; d++) {
        for (int index = 0; index < low.length; index++) {
          low[index] += vectors[at + d] * down.data[d * low.length + index];
        }
      }
      double square = 0;
      for (int d = 0; d < width; d++) {
        own[d] = vectors[at + d];
        for (int index = 0; index < low.length; index++) {
          own[d] += low[index] * up.data[index * width + d];
        }
        square += own[d] * own[d];
      }
      for (int d = 0; d < width && square > 0; d++) {
        mapped[at + d] = (float) (own[d] / Math.sqrt(square));
      }
    }
    return mapped;
  }

  /** How far the map is from the identity: the Frobenius norm of A·B. */
  double distance() {
    DMatrixRMaj product = new DMatrixRMaj(down.numRows, up.numCols);
    CommonOps_DDRM.mult(down, up, product);
    return NormOps_DDRM.fastNormF(product);
  }

  /**
   * The mean cross-entropy of both directions and the penalty.
   *
   * @param rows of the first items of all pairs, then of the second ones
   */
  Gradient gradient(DMatrixRMaj rows, Options options) {
    int pairs = rows.numRows / 2;
    int width = rows.numCols;
    DMatrixRMaj low = new DMatrixRMaj(rows.numRows, down.numCols);
    CommonOps_DDRM.mult(rows, down, low);
    DMatrixRMaj mapped = rows.copy();
    CommonOps_DDRM.multAdd(low, up, mapped);
    double[] lengths = normalise(mapped);
    DMatrixRMaj first = CommonOps_DDRM.extract(mapped, 0, pairs, 0, width);
    DMatrixRMaj second = CommonOps_DDRM.extract(mapped, pairs, 2 * pairs, 0, width);
    DMatrixRMaj logits = new DMatrixRMaj(pairs, pairs);
    CommonOps_DDRM.multTransB(1 / options.temperature(), first, second, logits);
    DMatrixRMaj errors = new DMatrixRMaj(pairs, pairs);
    double loss = errors(logits, errors);

    CommonOps_DDRM.scale(1 / options.temperature(), errors);
    DMatrixRMaj toFirst = new DMatrixRMaj(pairs, width);
    DMatrixRMaj toSecond = new DMatrixRMaj(pairs, width);
    CommonOps_DDRM.mult(errors, second, toFirst);
    CommonOps_DDRM.multTransA(errors, first, toSecond);
    DMatrixRMaj toMapped = new DMatrixRMaj(2 * pairs, width);
    CommonOps_DDRM.insert(toFirst, toMapped, 0, 0);
    CommonOps_DDRM.insert(toSecond, toMapped, pairs, 0);
    throughLength(mapped, lengths, toMapped);

    DMatrixRMaj product = new DMatrixRMaj(width, width);
    CommonOps_DDRM.mult(down, up, product);
    loss += options.penalty() * Math.pow(NormOps_DDRM.fastNormF(product), 2);
    DMatrixRMaj toLow = new DMatrixRMaj(2 * pairs, down.numCols);
    CommonOps_DDRM.multTransB(toMapped, up, toLow);
    DMatrixRMaj toDown = new DMatrixRMaj(width, down.numCols);
    CommonOps_DDRM.multTransA(rows, toLow, toDown);
    CommonOps_DDRM.multAddTransB(2 * options.penalty(), product, up, toDown);
    DMatrixRMaj toUp = new DMatrixRMaj(down.numCols, width);
    CommonOps_DDRM.multTransA(low, toMapped, toUp);
    CommonOps_DDRM.multAddTransA(2 * options.penalty(), down, product, toUp);
    return new Gradient(loss, toDown, toUp);
  }

  private static double[] normalise(DMatrixRMaj rows) {
    double[] lengths = new double[rows.numRows];
    for (int row = 0; row < lengths.length; row++) {
      double square = 0;
      for (int d = 0; d < rows.numCols; d++) {
        square += rows.get(row, d) * rows.get(row, d);
      }
      lengths[row] = Math.sqrt(square);
      for (int d = 0; d < rows.numCols; d++) {
        rows.set(row, d, rows.get(row, d) / lengths[row]);
      }
    }
    return lengths;
  }

  /** Turns gradients of rows of length 1 into those before they were brought to that length. */
  private static void throughLength(DMatrixRMaj rows, double[] lengths, DMatrixRMaj gradients) {
    for (int row = 0; row < lengths.length; row++) {
      double along = 0;
      for (int d = 0; d < rows.numCols; d++) {
        along += rows.get(row, d) * gradients.get(row, d);
      }
      for (int d = 0; d < rows.numCols; d++) {
        double across = gradients.get(row, d) - along * rows.get(row, d);
        gradients.set(row, d, across / lengths[row]);
      }
    }
  }

  /** The loss of rows and columns, whose right answers are on the diagonal. */
  private static double errors(DMatrixRMaj logits, DMatrixRMaj errors) {
    int size = logits.numRows;
    double loss = 0;
    for (int line = 0; line < size; line++) {
      for (boolean across : new boolean[] {true, false}) {
        double sum = 0;
        for (int other = 0; other < size; other++) {
          sum += Math.exp(across ? logits.get(line, other) : logits.get(other, line));
        }
        loss += (Math.log(sum) - logits.get(line, line)) / (2.0 * size);
        for (int other = 0; other < size; other++) {
          int at = across ? line * size + other : other * size + line;
          errors.data[at] += Math.exp(logits.data[at]) / sum / (2.0 * size);
        }
      }
      errors.data[line * size + line] -= 1.0 / size;
    }
    return loss;
  }

  private static int[] batch(int[][] pairs, int size, SplittableRandom random) {
    int[] batch = new int[2 * size];
    Set<Integer> taken = new HashSet<>();
    int count = 0;
    for (int draw = 0; count < size && draw < 20 * size; draw++) {
      int[] pair = pairs[random.nextInt(pairs.length)];
      if (!taken.contains(pair[0]) && !taken.contains(pair[1])) {
        taken.add(pair[0]);
        taken.add(pair[1]);
        batch[count] = pair[0];
        batch[size + count++] = pair[1];
      }
    }
    if (count < size) {
      throw new IllegalArgumentException("fewer than " + size + " pairs of different items");
    }
    return batch;
  }

  private static DMatrixRMaj rows(float[] vectors, int width, int[] items) {
    DMatrixRMaj rows = new DMatrixRMaj(items.length, width);
    for (int at = 0; at < rows.data.length; at++) {
      rows.data[at] = vectors[items[at / width] * width + at % width];
    }
    return rows;
  }

  /** One step of Adam. */
  private static void descend(
      double[] values,
      double[] gradient,
      double[] moments,
      double[] squares,
      int step,
      double rate) {
    for (int at = 0; at < values.length; at++) {
      moments[at] += (1 - MOMENTUM) * (gradient[at] - moments[at]);
      squares[at] += (1 - SQUARES) * (gradient[at] * gradient[at] - squares[at]);
      double mean = moments[at] / (1 - Math.pow(MOMENTUM, step));
      double square = squares[at] / (1 - Math.pow(SQUARES, step));
      values[at] -= rate * mean / (Math.sqrt(square) + 1e-8);
    }
  }
}
