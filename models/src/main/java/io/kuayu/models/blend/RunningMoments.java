package io.kuayu.models.blend;

/** Counts, sums and sums of squares, for a mean and a deviation. */
final class RunningMoments {
  private double sum;
  private double squares;
  private int count;

  /**
   * Moments of all numbers. Each uses two sums, so that an addition does not depend on the previous
   * one.
   */
  static RunningMoments of(float[] numbers) {
    double sum = 0;
    double otherSum = 0;
    double squares = 0;
    double otherSquares = 0;
    for (int index = 0; index + 1 < numbers.length; index += 2) {
      double one = numbers[index];
      double other = numbers[index + 1];
      sum += one;
      otherSum += other;
      squares += one * one;
      otherSquares += other * other;
    }
    RunningMoments moments = new RunningMoments();
    moments.sum = sum + otherSum;
    moments.squares = squares + otherSquares;
    moments.count = numbers.length / 2 * 2;
    if (numbers.length % 2 == 1) {
      moments.add(numbers[numbers.length - 1]);
    }
    return moments;
  }

  void add(double number) {
    sum += number;
    squares += number * number;
    count++;
  }

  double mean() {
    return count == 0 ? 0 : sum / count;
  }

  /** The reciprocal of the deviation; 0 if all numbers are equal. */
  double scale() {
    double variance = count == 0 ? 0 : squares / count - mean() * mean();
    return variance > 1e-12 * squares / Math.max(1, count) ? 1 / Math.sqrt(variance) : 0;
  }
}
