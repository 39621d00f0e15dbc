package io.kuayu.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Seed;
import io.kuayu.model.TrainingRun;
import io.kuayu.privacy.dp.GaussianNoise;
import io.kuayu.privacy.dp.Guarantee;
import io.kuayu.privacy.dp.RenyiAccountant;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mechanism by itself: what reaches the weights of what people would change. */
final class DpSgdTrainingTest {
  private static final int PEOPLE = 2_000;
  private static final int SIZE = 500;
  private static final double CLIP = .7;
  private static final DpSgdSettings SETTINGS = new DpSgdSettings(8, 1e-5, CLIP, .05, 300, 1e-2);

  /** Of noise; steps are so fine then that sums look as they would without. */
  private static final double HARDLY_ANY = 1e-3;

  @TempDir private Path cache;
  private TorchSession session;
  private People people;

  @BeforeEach
  void open() {
    session = TorchSession.open(TrainingRun.quiet(1, cache));
    people = new People(session);
  }

  @AfterEach
  void close() {
    session.close();
  }

  /**
   * Person 0 would change nothing, person 1 has no finite gradient; the others' gradients grow with
   * their number, as those of people with ever more events do.
   */
  private static final class People implements UserGradientLearner {
    private final TrainableWeights weights;
    private final EmbeddingTable table;

    People(TorchSession session) {
      weights = new TrainableWeights(session);
      weights.dense("dense", new float[SIZE], SIZE);
      weights.dense("fixed", new float[SIZE], SIZE);
      table = weights.rows("table", new float[SIZE], 1);
    }

    @Override
    public TrainableWeights weights() {
      return weights;
    }

    @Override
    public boolean isTrained(String weight) {
      return !weight.equals("fixed");
    }

    @Override
    public int people() {
      return PEOPLE;
    }

    @Override
    public UserGradient gradient(int person, Seed seed) {
      float[] values = new float[SIZE];
      SplittableRandom random = new SplittableRandom(person);
      for (int index = 0; index < SIZE; index++) {
        values[index] = (float) (random.nextGaussian() * person * person / 1e3);
      }
      values[0] = person == 1 ? Float.NaN : values[0];
      float[] row = {(float) person * person};
      return new UserGradient(
          Map.of("dense", values), List.of(table.gradient(new int[] {person % SIZE}, row)));
    }
  }

  private static GaussianNoise noise(double noise) {
    return GaussianNoise.repeatable(noise * CLIP, 4);
  }

  private DpSgdTraining training(double noise) {
    return new DpSgdTraining(SETTINGS, people, noise(noise));
  }

  private static double length(Map<String, long[]> sums) {
    double squares = 0;
    for (long[] sum : sums.values()) {
      for (long steps : sum) {
        double value = noise(HARDLY_ANY).value(steps);
        squares += value * value;
      }
    }
    return Math.sqrt(squares);
  }

  @Test
  void nobodyAddsMoreThanTheClipAndShortGradientsStayAsTheyAre() {
    for (int person = 2; person < PEOPLE; person += 37) {
      double own = people.gradient(person, new Seed(1)).length();
      double added = length(training(HARDLY_ANY).sums(new int[] {person}, new Seed(1)));
      assertThat(added).isCloseTo(Math.min(own, CLIP), within(1e-5));
    }
    assertThat(length(training(HARDLY_ANY).sums(new int[] {0, 1}, new Seed(1)))).isZero();
  }

  @Test
  void aPersonMoreOrLessMovesTheSumByTheClipAtMost() {
    int[] all = IntStream.range(0, PEOPLE).toArray();
    Map<String, long[]> with = training(HARDLY_ANY).sums(all, new Seed(1));
    for (int person : new int[] {0, 1, 2, 40, PEOPLE - 1}) {
      int[] others = Arrays.stream(all).filter(other -> other != person).toArray();
      Map<String, long[]> without = training(HARDLY_ANY).sums(others, new Seed(1));
      without.forEach((name, sum) -> subtract(TrainableWeights.named(with, name), sum));
      assertThat(length(without)).isLessThan(CLIP);
    }
  }

  @Test
  void noiseReachesEveryTrainedWeightAndNoOther() {
    Map<String, long[]> sums = training(HARDLY_ANY).sums(new int[] {0}, new Seed(1));
    assertThat(sums.keySet()).containsExactlyInAnyOrder("dense", "table");
    double noise = 1.7;
    long[] many = new long[200_000];
    training(noise).addNoise(many);
    double squares = 0;
    double mean = 0;
    for (long steps : many) {
      double value = noise(noise).value(steps);
      squares += value * value / many.length;
      mean += value / many.length;
    }
    double deviation = noise * CLIP;
    assertThat(Math.sqrt(squares)).isCloseTo(deviation, within(.01 * deviation));
    assertThat(mean).isCloseTo(0, within(5 * deviation / Math.sqrt(many.length)));
  }

  @Test
  void everybodyTakesPartByTheRateAndByThemselves() {
    DpSgdTraining training = training(1);
    int steps = 400;
    double expected = PEOPLE * SETTINGS.rate();
    double variance = expected * (1 - SETTINGS.rate());
    int[] times = new int[PEOPLE];
    double mean = 0;
    double squares = 0;
    for (int step = 0; step < steps; step++) {
      int[] sampled = training.sample();
      Arrays.stream(sampled).forEach(person -> times[person]++);
      mean += (double) sampled.length / steps;
      squares += (sampled.length - expected) * (sampled.length - expected) / steps;
    }
    assertThat(mean).isCloseTo(expected, within(5 * Math.sqrt(variance / steps)));
    // Sizes vary as coins do: a batch of a fixed size would not have this variance.
    assertThat(squares).isCloseTo(variance, within(.4 * variance));
    double most = steps * SETTINGS.rate() + 6 * Math.sqrt(steps * SETTINGS.rate());
    assertThat(Arrays.stream(times).max().orElse(0)).isLessThan((int) most);
  }

  @Test
  void whatIsPromisedIsWhatTheAccountantFinds() {
    Guarantee promised = SETTINGS.guarantee();
    Guarantee.Mechanism steps = promised.mechanisms().getFirst();
    double spent =
        RenyiAccountant.EMPTY
            .with(steps.noise(), steps.rate(), steps.steps())
            .epsilon(promised.delta());
    assertThat(promised.epsilon()).isEqualTo(spent).isBetween(7.9, 8.0);
    assertThat(steps.noise()).isEqualTo(SETTINGS.noise());
    assertThat(steps.clip()).isEqualTo(CLIP);
    assertThat(Double.parseDouble(promised.facts().get("privacy.epsilon")))
        .isCloseTo(spent, within(1e-4));
    assertThat(promised.maxAuc()).isBetween(.999, 1.0);
  }

  @Test
  void theResultIsTheMeanOfTheSecondHalf() {
    DpSgdSettings few = new DpSgdSettings(8, 1e-5, CLIP, .05, 4, 1e-2);
    new DpSgdTraining(few, people, noise(1)).train(TrainingRun.quiet(1, cache));
    Map<String, float[]> weights = people.weights().copy();
    assertThat(TrainableWeights.named(weights, "dense")).doesNotContain(0f, Float.NaN);
    assertThat(TrainableWeights.named(weights, "fixed")).containsOnly(0f);
  }

  private static void subtract(long[] values, long[] from) {
    for (int index = 0; index < from.length; index++) {
      from[index] -= values[index];
    }
  }
}
