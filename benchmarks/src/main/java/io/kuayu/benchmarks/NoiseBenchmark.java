package io.kuayu.benchmarks;

import io.kuayu.privacy.dp.GaussianNoise;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * What a number of Gaussian noise costs, beside generators that are not made for privacy: {@code
 * NoiseBenchmark [NUMBERS]}. A private step draws one for every trained weight.
 */
public final class NoiseBenchmark {
  private static final int ROUNDS = 5;

  private NoiseBenchmark() {}

  /** Runs the measurements and prints the best round of each to stdout. */
  public static void main(String[] arguments) {
    int numbers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5_000_000;
    GaussianNoise noise = GaussianNoise.of(1);
    SecureRandom system = new SecureRandom();
    RandomGenerator fast = RandomGeneratorFactory.of("L128X256MixRandom").create(1);
    measure("GaussianNoise", numbers, () -> noise.value(noise.draw()));
    measure("a coin of the same bits", numbers, () -> noise.happens(1e-5) ? 1 : 0);
    measure("SecureRandom.nextGaussian", numbers, system::nextGaussian);
    measure("L128X256MixRandom.nextGaussian", numbers, fast::nextGaussian);
  }

  private static void measure(String name, int numbers, DoubleSupplier source) {
    long best = Long.MAX_VALUE;
    double sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      for (int number = 0; number < numbers; number++) {
        sum += source.getAsDouble();
      }
      best = Math.min(best, System.nanoTime() - begin);
    }
    System.out.printf(
        Locale.ROOT,
        "%-32s %6.1f ns a number, mean %.4f%n",
        name,
        (double) best / numbers,
        sum / numbers / ROUNDS);
  }
}
