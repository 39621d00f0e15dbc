package io.kuayu.models.training;

import ai.djl.ndarray.NDScope;
import io.kuayu.core.Progress;
import io.kuayu.core.TrainingRun;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Learns in steps of which each takes some people by chance (Poisson sampling), shortens what each
 * would change to one length, sums it up, and adds Gaussian noise to every trained weight, touched
 * or not. It never looks at the validation part: choosing by it would tell about the people in it.
 *
 * <p>Who takes part and the noise come from the system's randomness and not from the seed, which
 * everybody may know; so no two trainings are the same. The generator of the noise is fast and not
 * cryptographic, started from 256 secret bits.
 */
public final class PrivateTraining {
  private static final double BETA1 = .9;
  private static final double BETA2 = .99;
  private static final double SMALL = 1e-8;
  private static final int SEED_BYTES = 32;

  private final PrivateSettings settings;
  private final PersonLearner learner;
  private final RandomGenerator random;
  private final double noise;
  private final Map<String, double[]> means = new LinkedHashMap<>();
  private final Map<String, double[]> squares = new LinkedHashMap<>();

  public PrivateTraining(PrivateSettings settings, PersonLearner learner) {
    this.settings = settings;
    this.learner = learner;
    noise = settings.noise();
    byte[] seed = ByteBuffer.wrap(new SecureRandom().generateSeed(SEED_BYTES)).array();
    random = RandomGeneratorFactory.of("L128X256MixRandom").create(seed);
  }

  /** Does all steps: what they cost is known beforehand and spent, whenever it ends. */
  public void train(TrainingRun run) {
    try (Progress.Task task = run.progress().start("training in private", settings.steps())) {
      for (int step = 0; step < settings.steps() && !run.stopped().getAsBoolean(); step++) {
        Map<String, float[]> sums = zeros();
        for (int person = 0; person < learner.people(); person++) {
          if (random.nextDouble() < settings.rate()) {
            try (NDScope _ = new NDScope()) {
              add(
                  learner.gradient(
                      person, run.seed().derive("private").derive(step).derive(person)),
                  sums);
            }
          }
        }
        sums.values().forEach(this::addNoise);
        move(sums, step + 1);
        task.advance(1);
      }
    }
  }

  private Map<String, float[]> zeros() {
    Map<String, float[]> zeros = new LinkedHashMap<>();
    learner
        .weights()
        .dense()
        .forEach((name, array) -> zeros.put(name, new float[Math.toIntExact(array.size())]));
    learner
        .weights()
        .tables()
        .forEach((name, table) -> zeros.put(name, new float[table.values().length]));
    zeros.keySet().removeIf(name -> !learner.isTrained(name));
    return zeros;
  }

  private void add(PersonGradient gradient, Map<String, float[]> sums) {
    float scale = (float) Math.min(1, settings.clip() / gradient.length());
    gradient
        .dense()
        .forEach(
            (name, values) -> {
              float[] sum = Weights.named(sums, name);
              for (int index = 0; index < values.length; index++) {
                sum[index] += scale * values[index];
              }
            });
    for (RowTable.Gradient rows : gradient.rows()) {
      float[] sum = Weights.named(sums, rows.table().name());
      int width = rows.table().width();
      for (int row = 0; row < rows.rows().length; row++) {
        int to = rows.rows()[row] * width;
        for (int column = 0; column < width; column++) {
          sum[to + column] += scale * rows.values()[row * width + column];
        }
      }
    }
  }

  private void addNoise(float[] sum) {
    double deviation = noise * settings.clip();
    for (int index = 0; index < sum.length; index++) {
      sum[index] += (float) (deviation * random.nextGaussian());
    }
  }

  /** Adam on the noisy mean, divided by the number of people that a step has on average. */
  private void move(Map<String, float[]> sums, int step) {
    double people = settings.rate() * learner.people();
    double correction = Math.sqrt(1 - Math.pow(BETA2, step)) / (1 - Math.pow(BETA1, step));
    double rate = settings.learningRate() * correction;
    Map<String, float[]> weights = learner.weights().copy();
    sums.forEach(
        (name, sum) -> {
          double[] mean = means.computeIfAbsent(name, _ -> new double[sum.length]);
          double[] square = squares.computeIfAbsent(name, _ -> new double[sum.length]);
          float[] values = Weights.named(weights, name);
          for (int index = 0; index < sum.length; index++) {
            double slope = sum[index] / people;
            mean[index] = BETA1 * mean[index] + (1 - BETA1) * slope;
            square[index] = BETA2 * square[index] + (1 - BETA2) * slope * slope;
            values[index] -= (float) (rate * mean[index] / (Math.sqrt(square[index]) + SMALL));
          }
        });
    learner.weights().restore(weights);
  }
}
