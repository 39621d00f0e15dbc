package io.kuayu.privacy.dp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class GaussianNoiseTest {
  private static final int MANY = 400_000;
  private static final double STEPS = 1 << 24;

  /** The normal distribution function, by Marsaglia's series (J. Stat. Software 11(4), 2004). */
  private static double normal(double x) {
    double sum = x;
    double last = 0;
    double term = x;
    for (int n = 3; sum != last; n += 2) {
      last = sum;
      term *= x * x / n;
      sum += term;
    }
    return .5 + sum * Math.exp(-.5 * x * x) / Math.sqrt(2 * Math.PI);
  }

  /** The largest distance between the distribution of numbers and what it should be. */
  private static double distance(double[] numbers, DoubleUnaryOperator expected) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    double most = 0;
    for (int index = 0; index < sorted.length; index++) {
      double below = expected.applyAsDouble(sorted[index]);
      double high = Math.abs((index + 1.0) / sorted.length - below);
      most = Math.max(most, Math.max(high, Math.abs(below - (double) index / sorted.length)));
    }
    return most;
  }

  /** What Kolmogorov's distance stays below in all but one of a million samples. */
  private static double limit(int count) {
    return Math.sqrt(-Math.log(1e-6 / 2) / 2 / count);
  }

  private static double[] draws(GaussianNoise noise, int count) {
    return DoubleStream.generate(() -> noise.draw() / STEPS).limit(count).toArray();
  }

  @Test
  void isNormal() {
    for (long seed = 1; seed <= 3; seed++) {
      double[] drawn = draws(GaussianNoise.repeatable(1, seed), MANY);
      assertThat(distance(drawn, GaussianNoiseTest::normal))
          .as("seed " + seed)
          .isLessThan(limit(MANY));
    }
    assertThat(distance(draws(GaussianNoise.of(1), MANY), GaussianNoiseTest::normal))
        .isLessThan(limit(MANY));
  }

  @Test
  void hasTheMomentsOfANormalNumber() {
    double[] drawn = draws(GaussianNoise.repeatable(1, 7), MANY);
    double[] expected = {0, 1, 0, 3, 0, 15};
    // The variance of the n-th power is E[x^2n] - E[x^n]².
    double[] variance = {1, 2, 15, 96, 945, 10_170};
    for (int power = 1; power <= 6; power++) {
      int n = power;
      double moment = Arrays.stream(drawn).map(x -> Math.pow(x, n)).average().orElse(0);
      assertThat(moment)
          .as("moment " + n)
          .isCloseTo(expected[n - 1], within(5 * Math.sqrt(variance[n - 1] / MANY)));
    }
  }

  /** A bell that was drawn coarsely and spread afterwards would have holes or favourites here. */
  @Test
  void everyLowBitIsAsGoodAsACoin() {
    GaussianNoise noise = GaussianNoise.repeatable(1, 11);
    int[] times = new int[256];
    LongStream.generate(noise::draw).limit(MANY).forEach(drawn -> times[(int) (drawn & 255)]++);
    double each = MANY / 256.0;
    double chiSquare = Arrays.stream(times).mapToDouble(n -> (n - each) * (n - each) / each).sum();
    assertThat(chiSquare).isCloseTo(255, within(5 * Math.sqrt(2 * 255)));
  }

  @Test
  void whatStandsOutIsTheTailOfTheSame() {
    GaussianNoise noise = GaussianNoise.repeatable(1, 5);
    for (int from : new int[] {0, 1, 4}) {
      double[] drawn =
          DoubleStream.generate(() -> noise.standingOut(from) / STEPS).limit(100_000).toArray();
      double above = normal(-from);
      assertThat(Arrays.stream(drawn).min().orElse(0)).isGreaterThanOrEqualTo(from);
      assertThat(distance(drawn, x -> 1 - normal(-x) / above))
          .as("from " + from)
          .isLessThan(limit(drawn.length));
    }
  }

  @Test
  void shellsHaveTheChancesOfTheBell() {
    SplittableRandom random = new SplittableRandom(3);
    for (int from : new int[] {0, 2, 8}) {
      Shells shells = new Shells(from);
      int[] times = new int[16];
      for (int round = 0; round < MANY; round++) {
        times[shells.draw(random)]++;
      }
      double all = 0;
      for (int k = from; k < 30; k++) {
        all += Math.exp(-.5 * k * k);
      }
      for (int k = 0; k < 16; k++) {
        double chance = k < from ? 0 : Math.exp(-.5 * k * k) / all;
        assertThat(times[k])
            .as(from + ": " + k)
            .isCloseTo((int) (MANY * chance), within((int) (5 * Math.sqrt(MANY * chance)) + 1));
      }
    }
  }

  /** Else the sum would tell by its lowest bits what was in it. */
  @Test
  void everySumIsOnOneGrid() {
    GaussianNoise noise = GaussianNoise.repeatable(1.7, 2);
    SplittableRandom random = new SplittableRandom(6);
    for (int round = 0; round < 1_000; round++) {
      long steps = noise.steps(random.nextDouble(-3, 3));
      double told = noise.noisy(steps);
      assertThat(noise.value(Math.round(told / (1.7 / STEPS)))).isEqualTo(told);
    }
  }

  /** The proof is about the length: it may shrink in steps, and never grow. */
  @Test
  void nobodyIsLongerInSteps() {
    SplittableRandom random = new SplittableRandom(9);
    for (int round = 0; round < 500; round++) {
      double deviation = Math.exp(random.nextDouble(-8, 8));
      GaussianNoise noise = GaussianNoise.repeatable(deviation, 1);
      double[] values = random.doubles(1 + random.nextInt(100), -1, 1).toArray();
      double length = Math.sqrt(Arrays.stream(values).map(x -> x * x).sum());
      double squares = 0;
      for (double value : values) {
        double kept = noise.value(noise.steps(value / length));
        assertThat(kept).isCloseTo(value / length, within(2e-6 + deviation / STEPS));
        squares += kept * kept;
      }
      assertThat(Math.sqrt(squares)).as("round " + round).isLessThan(1);
    }
    GaussianNoise noise = GaussianNoise.repeatable(1, 1);
    assertThat(noise.steps(-.3)).isEqualTo(-noise.steps(.3));
    assertThat(noise.steps(1e-9)).isZero();
  }

  @Test
  void whatHappensHappensByItsChance() {
    GaussianNoise noise = GaussianNoise.repeatable(1, 4);
    for (double chance : new double[] {0, 1e-3, .5, 1}) {
      long times = LongStream.range(0, MANY).filter(_ -> noise.happens(chance)).count();
      double spread = Math.sqrt(MANY * chance * (1 - chance));
      assertThat((double) times).isCloseTo(MANY * chance, within(5 * spread));
    }
  }

  @Test
  void isNeverTheSameUnlessATestWantsIt() {
    assertThat(draws(GaussianNoise.of(1), 9)).isNotEqualTo(draws(GaussianNoise.of(1), 9));
    assertThat(draws(GaussianNoise.repeatable(1, 5), 9))
        .isEqualTo(draws(GaussianNoise.repeatable(1, 5), 9));
    assertThatThrownBy(() -> GaussianNoise.of(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void bitsAreCoinsOverManyBlocks() {
    CipherBits bits = new CipherBits();
    long[] words = LongStream.generate(bits::nextLong).limit(20_000).toArray();
    assertThat(Arrays.stream(words).distinct().count()).isEqualTo(words.length);
    for (int bit = 0; bit < Long.SIZE; bit++) {
      long mask = 1L << bit;
      long ones = Arrays.stream(words).filter(word -> (word & mask) != 0).count();
      assertThat((double) ones)
          .as("bit " + bit)
          .isCloseTo(words.length / 2.0, within(6 * Math.sqrt(words.length) / 2));
    }
  }
}
