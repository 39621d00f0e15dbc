package io.kuayu.training;

import ai.djl.ndarray.NDScope;
import io.kuayu.core.Progress;
import io.kuayu.core.Seed;
import io.kuayu.model.TrainingRun;
import io.kuayu.privacy.dp.GaussianNoise;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * DP-SGD over users. Each step samples users (Poisson sampling), clips the gradient of each to one
 * norm, sums the gradients, and adds Gaussian noise to every trained weight, touched or not. The
 * validation part is never used: choosing by it would reveal information about its users. The
 * result is the mean of the weights after each step of the second half, which spends no budget and
 * averages out noise (Polyak and Juditsky, 1992; De and others, arXiv 2204.13650).
 *
 * <p>Sampling and noise use the system's randomness instead of the seed, which may be public; so no
 * two training runs are identical. Sums and noise are whole steps of {@link GaussianNoise}: the
 * order of summation does not matter, and floating-point bits leak nothing. The number of users is
 * taken to be public.
 */
public final class DpSgdTraining {
  private static final double BETA1 = .9;
  private static final double BETA2 = .99;
  private static final double SMALL = 1e-8;

  private final DpSgdSettings settings;
  private final UserGradientLearner learner;
  private final GaussianNoise noise;
  private final Map<String, double[]> means = new LinkedHashMap<>();
  private final Map<String, double[]> squares = new LinkedHashMap<>();
  private final Map<String, double[]> averages = new LinkedHashMap<>();
  private int averaged;

  /**
   * @param noise standard deviation, relative to the clip
   */
  public DpSgdTraining(DpSgdSettings settings, UserGradientLearner learner, double noise) {
    this(settings, learner, GaussianNoise.of(noise * settings.clip()));
  }

  /** With the given noise, which also samples the users. */
  DpSgdTraining(DpSgdSettings settings, UserGradientLearner learner, GaussianNoise noise) {
    this.settings = settings;
    this.learner = learner;
    this.noise = noise;
  }

  /**
   * Runs all steps. Their privacy cost is fixed beforehand and counts as spent, even when stopped
   * early.
   */
  public void train(TrainingRun run) {
    try (Progress.Task task = run.progress().start("training in private", settings.steps())) {
      for (int step = 0; step < settings.steps() && !run.stopped().getAsBoolean(); step++) {
        Map<String, long[]> sums = sums(sample(), run.seed().derive("private").derive(step));
        sums.values().forEach(this::addNoise);
        move(sums, step + 1, 2 * step >= settings.steps());
        task.advance(1);
      }
    }
    if (averaged > 0) {
      averages.forEach(
          (name, sum) -> learner.weights().update(name, values -> divide(sum, values)));
    }
  }

  /** The users of a step: each is drawn independently with the same probability. */
  int[] sample() {
    return IntStream.range(0, learner.people())
        .filter(person -> noise.happens(settings.rate()))
        .toArray();
  }

  /** The sum of the clipped gradients of some users, in steps of the noise. */
  @SuppressWarnings("try") // The scope is there for what its closing does.
  Map<String, long[]> sums(int[] people, Seed seed) {
    Map<String, long[]> sums = zeros();
    for (int person : people) {
      try (NDScope scope = new NDScope()) {
        add(learner.gradient(person, seed.derive(person)), sums);
      }
    }
    return sums;
  }

  private Map<String, long[]> zeros() {
    Map<String, long[]> zeros = new LinkedHashMap<>();
    learner
        .weights()
        .dense()
        .forEach((name, array) -> zeros.put(name, new long[Math.toIntExact(array.size())]));
    learner
        .weights()
        .tables()
        .forEach((name, table) -> zeros.put(name, new long[table.values().length]));
    zeros.keySet().removeIf(name -> !learner.isTrained(name));
    return zeros;
  }

  /** A gradient that is not finite is skipped, since it cannot be clipped. */
  private void add(UserGradient gradient, Map<String, long[]> sums) {
    double length = gradient.length();
    if (!Double.isFinite(length)) {
      return;
    }
    double scale = Math.min(1, settings.clip() / length);
    gradient
        .dense()
        .forEach(
            (name, values) -> {
              long[] sum = TrainableWeights.named(sums, name);
              for (int index = 0; index < values.length; index++) {
                sum[index] += noise.steps(scale * values[index]);
              }
            });
    for (EmbeddingTable.Gradient rows : gradient.rows()) {
      long[] sum = TrainableWeights.named(sums, rows.table().name());
      int width = rows.table().width();
      for (int row = 0; row < rows.rows().length; row++) {
        int to = rows.rows()[row] * width;
        for (int column = 0; column < width; column++) {
          sum[to + column] += noise.steps(scale * rows.values()[row * width + column]);
        }
      }
    }
  }

  void addNoise(long[] sum) {
    for (int index = 0; index < sum.length; index++) {
      sum[index] += noise.draw();
    }
  }

  /**
   * Adam on the noisy mean: the sum divided by the expected number of users of a step.
   *
   * @param averaging whether the weights after this step count for the result
   */
  private void move(Map<String, long[]> sums, int step, boolean averaging) {
    double people = settings.rate() * learner.people();
    double correction = Math.sqrt(1 - Math.pow(BETA2, step)) / (1 - Math.pow(BETA1, step));
    double rate = settings.learningRate() * correction;
    averaged += averaging ? 1 : 0;
    sums.forEach(
        (name, sum) -> {
          double[] mean = means.computeIfAbsent(name, _ -> new double[sum.length]);
          double[] square = squares.computeIfAbsent(name, _ -> new double[sum.length]);
          learner
              .weights()
              .update(
                  name,
                  values -> {
                    for (int index = 0; index < sum.length; index++) {
                      double slope = noise.value(sum[index]) / people;
                      mean[index] = BETA1 * mean[index] + (1 - BETA1) * slope;
                      square[index] = BETA2 * square[index] + (1 - BETA2) * slope * slope;
                      values[index] -=
                          (float) (rate * mean[index] / (Math.sqrt(square[index]) + SMALL));
                    }
                    if (averaging) {
                      addTo(averages.computeIfAbsent(name, _ -> new double[sum.length]), values);
                    }
                  });
        });
  }

  private static void addTo(double[] sum, float[] values) {
    for (int index = 0; index < sum.length; index++) {
      sum[index] += values[index];
    }
  }

  private void divide(double[] sum, float[] to) {
    for (int index = 0; index < to.length; index++) {
      to[index] = (float) (sum[index] / averaged);
    }
  }
}
