package io.kuayu.encoders.audio;

/** Mean and deviation of a row of numbers. */
record Moments(double mean, double deviation) {
  static Moments of(float[] numbers) {
    double sum = 0;
    for (float number : numbers) {
      sum += number;
    }
    double mean = sum / Math.max(1, numbers.length);
    double square = 0;
    for (float number : numbers) {
      square += (number - mean) * (number - mean);
    }
    return new Moments(mean, Math.sqrt(square / Math.max(1, numbers.length)));
  }
}
