package io.kuayu.models.linear;

import io.kuayu.core.Parallel;
import java.util.function.IntConsumer;

/**
 * Inverts a symmetric positive definite matrix in place, by blocks of the sweep operator
 * (Goodnight, The American Statistician, 1979). Takes size³ operations on the lower triangle and no
 * second matrix. Each cell is computed in one fixed order, so the result has the same bits for any
 * number of threads.
 */
final class SymmetricInverse {
  private static final int BLOCK = 64;
  private static final int TILE = 256;
  private static final int ROWS_A_PIECE = 32;

  private final float[][] matrix;
  private final int threads;
  private final int size;
  private double minPivot = Double.POSITIVE_INFINITY;

  private SymmetricInverse(float[][] matrix, int threads) {
    this.matrix = matrix;
    this.threads = threads;
    this.size = matrix.length;
  }

  /** Number of blocks, and thus of calls to the observer below. */
  static int blocks(int size) {
    return Math.ceilDiv(size, BLOCK);
  }

  /**
   * Replaces a matrix by its inverse.
   *
   * @param matrix {@code [size, size]}, of which the lower triangle is read and all is written
   * @param observer notified after each block
   * @return the smallest pivot; if it is not above 0, the matrix was not positive definite and its
   *     contents are unusable
   */
  static double invert(float[][] matrix, int threads, IntConsumer observer) {
    SymmetricInverse inverse = new SymmetricInverse(matrix, threads);
    for (int block = 0; block < blocks(matrix.length); block++) {
      inverse.sweep(block * BLOCK, Math.min(matrix.length, (block + 1) * BLOCK));
      observer.accept(block);
    }
    inverse.negateAndMirror();
    return inverse.minPivot;
  }

  /** Sweeps the pivots {@code from … to - 1} at once. */
  private void sweep(int from, int to) {
    int width = to - from;
    float[][] panel = new float[BLOCK][size];
    for (int p = 0; p < width; p++) {
      System.arraycopy(matrix[from + p], 0, panel[p], 0, from);
      for (int row = to; row < size; row++) {
        panel[p][row] = matrix[row][from + p];
      }
    }
    double[][] pivot = invertPivot(from, width);
    Parallel.forEach(
        threads,
        Math.ceilDiv(size, ROWS_A_PIECE),
        piece -> update(piece * ROWS_A_PIECE, from, width, pivot, panel));
    Parallel.forEach(
        threads,
        width,
        p -> {
          float[] factors = new float[BLOCK];
          for (int column = 0; column < from; column++) {
            factors(pivot, panel, column, width, factors);
            matrix[from + p][column] = factors[p];
          }
          for (int q = 0; q <= p; q++) {
            matrix[from + p][from + q] = (float) -pivot[p][q];
          }
        });
  }

  private static void factors(
      double[][] pivot, float[][] panel, int row, int width, float[] factors) {
    for (int p = 0; p < width; p++) {
      double sum = 0;
      for (int q = 0; q < width; q++) {
        sum += pivot[p][q] * panel[q][row];
      }
      factors[p] = (float) sum;
    }
  }

  /** Updates a piece of rows, a tile of columns at a time, so the panel's tile stays in cache. */
  private void update(int begin, int from, int width, double[][] pivot, float[][] panel) {
    int rows = Math.min(size - begin, ROWS_A_PIECE);
    float[][] factors = new float[rows][BLOCK];
    for (int n = 0; n < rows; n++) {
      if (begin + n < from || begin + n >= from + width) {
        factors(pivot, panel, begin + n, width, factors[n]);
      }
    }
    for (int tile = 0; tile < begin + rows; tile += TILE) {
      for (int n = 0; n < rows; n++) {
        int end = Math.min(begin + n + 1, tile + TILE);
        for (int p = 0; p < BLOCK; p += 8) {
          subtract(matrix[begin + n], tile, end, factors[n], panel, p);
        }
      }
    }
    for (int n = 0; n < rows; n++) {
      if (begin + n >= from + width) {
        System.arraycopy(factors[n], 0, matrix[begin + n], from, width);
      }
    }
  }

  private static void subtract(
      float[] row, int begin, int end, float[] factors, float[][] panel, int p) {
    float f0 = factors[p];
    float f1 = factors[p + 1];
    float f2 = factors[p + 2];
    float f3 = factors[p + 3];
    float f4 = factors[p + 4];
    float f5 = factors[p + 5];
    float f6 = factors[p + 6];
    float f7 = factors[p + 7];
    float[] p0 = panel[p];
    float[] p1 = panel[p + 1];
    float[] p2 = panel[p + 2];
    float[] p3 = panel[p + 3];
    float[] p4 = panel[p + 4];
    float[] p5 = panel[p + 5];
    float[] p6 = panel[p + 6];
    float[] p7 = panel[p + 7];
    for (int column = begin; column < end; column++) {
      row[column] -=
          f0 * p0[column]
              + f1 * p1[column]
              + f2 * p2[column]
              + f3 * p3[column]
              + f4 * p4[column]
              + f5 * p5[column]
              + f6 * p6[column]
              + f7 * p7[column];
    }
  }

  /** The inverse of a diagonal block, {@code [width, width]}, by Gauss-Jordan elimination. */
  private double[][] invertPivot(int from, int width) {
    double[][] block = new double[width][width];
    for (int p = 0; p < width; p++) {
      for (int q = 0; q <= p; q++) {
        block[p][q] = matrix[from + p][from + q];
        block[q][p] = block[p][q];
      }
    }
    for (int k = 0; k < width; k++) {
      minPivot = Math.min(minPivot, block[k][k]);
      double scale = 1 / block[k][k];
      for (int p = 0; p < width; p++) {
        if (p != k) {
          double factor = block[p][k] * scale;
          for (int q = 0; q < width; q++) {
            if (q != k) {
              block[p][q] -= factor * block[k][q];
            }
          }
          block[p][k] = -factor;
        }
      }
      for (int q = 0; q < width; q++) {
        block[k][q] *= scale;
      }
      block[k][k] = scale;
    }
    return block;
  }

  private void negateAndMirror() {
    for (int row = 0; row < size; row++) {
      for (int column = 0; column <= row; column++) {
        float value = -matrix[row][column];
        matrix[row][column] = value;
        matrix[column][row] = value;
      }
    }
  }
}
