package io.kuayu.training;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** What the engine's operators are, in plain Java and 64 bits, row-major. */
final class PlainOperators {
  private PlainOperators() {}

  /** The products of each row of one with each row of another, both of some width. */
  static double[] product(double[] left, double[] right, int width) {
    return products(left, right, 1, width);
  }

  /** The same for each matrix of two stacks. */
  static double[] products(double[] left, double[] right, int stack, int width) {
    int rows = left.length / width / stack;
    int columns = right.length / width / stack;
    double[] product = new double[stack * rows * columns];
    for (int at = 0; at < product.length; at++) {
      int matrix = at / (rows * columns);
      int from = at / columns * width;
      int other = (matrix * columns + at % columns) * width;
      for (int index = 0; index < width; index++) {
        product[at] += left[from + index] * right[other + index];
      }
    }
    return product;
  }

  static double[] transposed(double[] matrix, int width) {
    int rows = matrix.length / width;
    double[] transposed = new double[matrix.length];
    Arrays.setAll(transposed, at -> matrix[at % rows * width + at / rows]);
    return transposed;
  }

  static double[] rows(double[] table, int[] rows, int width) {
    double[] found = new double[rows.length * width];
    Arrays.setAll(found, at -> table[rows[at / width] * width + at % width]);
    return found;
  }

  /** A row is added to each row. */
  static double[] sum(double[] matrix, double[] row) {
    double[] sum = new double[matrix.length];
    Arrays.setAll(sum, at -> matrix[at] + row[at % row.length]);
    return sum;
  }

  /** Each row times its factor. */
  static double[] scaled(double[] matrix, double[] factors) {
    double[] scaled = new double[matrix.length];
    Arrays.setAll(scaled, at -> matrix[at] * factors[at / (matrix.length / factors.length)]);
    return scaled;
  }

  static double[] map(double[] values, DoubleUnaryOperator function) {
    return Arrays.stream(values).map(function).toArray();
  }

  /** Columns of a range are squared. */
  static double[] squaredFrom(double[] matrix, int width, int begin, int end) {
    double[] squared = matrix.clone();
    for (int at = 0; at < squared.length; at++) {
      if (at % width >= begin && at % width < end) {
        squared[at] *= squared[at];
      }
    }
    return squared;
  }

  static double[] logSoftmax(double[] logits, int width) {
    double[] logs = logits.clone();
    for (int begin = 0; begin < logs.length; begin += width) {
      double sum = 0;
      for (int at = begin; at < begin + width; at++) {
        sum += Math.exp(logits[at]);
      }
      for (int at = begin; at < begin + width; at++) {
        logs[at] -= Math.log(sum);
      }
    }
    return logs;
  }

  /** Layer normalisation, with a scale and a bias of each column. */
  static double[] norm(double[] matrix, double[] scale, double[] bias) {
    int width = scale.length;
    double[] normal = new double[matrix.length];
    for (int begin = 0; begin < matrix.length; begin += width) {
      double[] row = Arrays.copyOfRange(matrix, begin, begin + width);
      double mean = Arrays.stream(row).sum() / width;
      double variance = Arrays.stream(row).map(x -> (x - mean) * (x - mean)).sum() / width;
      for (int column = 0; column < width; column++) {
        normal[begin + column] =
            (row[column] - mean) / Math.sqrt(variance + 1e-5) * scale[column] + bias[column];
      }
    }
    return normal;
  }

  /** Half of x and of its error function, whose series has positive terms alone. */
  static double gelu(double x) {
    double scaled = x / Math.sqrt(2);
    double term = scaled;
    double sum = 0;
    for (int odd = 3; Math.abs(term) > 1e-20; odd += 2) {
      sum += term;
      term *= 2 * scaled * scaled / odd;
    }
    double error = 2 / Math.sqrt(Math.PI) * Math.exp(-scaled * scaled) * sum;
    return x / 2 * (1 + error);
  }

  static double[] max(double[] matrix, int width) {
    double[] greatest = new double[matrix.length / width];
    Arrays.setAll(
        greatest, row -> Arrays.stream(matrix, row * width, (row + 1) * width).max().orElseThrow());
    return greatest;
  }

  static double[] length(double[] values) {
    return new double[] {Math.sqrt(Arrays.stream(values).map(x -> x * x).sum())};
  }

  /** The weights after a step by half of the gradient, with Adam's usual decays. */
  static double[] adam(double[][] in, double rate) {
    double[] after = in[0].clone();
    for (int at = 0; at < after.length; at++) {
      double gradient = in[1][at] / 2;
      double mean = .9 * in[2][at] + .1 * gradient;
      double square = .98 * in[3][at] + .02 * gradient * gradient;
      after[at] -= rate * mean / (Math.sqrt(square) + 1e-8);
    }
    return after;
  }
}
