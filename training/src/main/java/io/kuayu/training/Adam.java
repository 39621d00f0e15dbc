package io.kuayu.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adam (Kingma and Ba, ICLR 2015) with weight decay decoupled from the gradient (AdamW; Loshchilov
 * and Hutter, ICLR 2019) and clipping by the global gradient norm. Tables are updated row by row:
 * the moments of rows that a step does not touch stay unchanged (as in TensorFlow's LazyAdam), and
 * tables have no weight decay. A learner that calls {@link #catchUp} before it reads rows gets the
 * updates of plain Adam instead, at the same cost.
 */
public final class Adam {
  private static final String STEPS = "adam.steps";

  private final TorchSession session;
  private final TrainableWeights weights;
  private final Options options;
  private final Map<String, NDArray> denseMean = new LinkedHashMap<>();
  private final Map<String, NDArray> denseVariance = new LinkedHashMap<>();
  private final Map<String, float[]> rowMean = new LinkedHashMap<>();
  private final Map<String, float[]> rowVariance = new LinkedHashMap<>();
  private final Map<String, int[]> lastSteps = new LinkedHashMap<>();
  private int steps;
  private float lastRate;

  /**
   * The settings of the optimiser.
   *
   * @param beta1 decay rate of the gradient's running mean
   * @param beta2 decay rate of the squared gradient's running mean
   * @param weightDecay of the dense arrays, relative to the learning rate
   * @param clip maximum gradient norm over all weights; 0 for no limit
   */
  public record Options(float beta1, float beta2, float weightDecay, float clip) {
    /** The defaults of the paper, without decay and clipping. */
    public static final Options PLAIN = new Options(.9f, .999f, 0, 0);

    private static final float EPSILON = 1e-8f;
  }

  /**
   * @param weights all of them, already added
   */
  public Adam(TorchSession session, TrainableWeights weights, Options options) {
    this.session = session;
    this.weights = weights;
    this.options = options;
  }

  /**
   * Moves every dense weight and the given rows against their gradients, then forgets the
   * gradients. Must run inside the scope of the step that created them.
   *
   * @param rate learning rate of this step
   * @param rows gradients of tables; a table may be named once
   */
  public void step(double rate, EmbeddingTable.Gradient... rows) {
    steps++;
    Map<String, NDArray> gradients = new LinkedHashMap<>();
    weights.dense().forEach((name, weight) -> gradients.put(name, weight.getGradient()));
    float shrink = shrink(gradients, rows);
    double correction =
        Math.sqrt(1 - Math.pow(options.beta2, steps)) / (1 - Math.pow(options.beta1, steps));
    float corrected = (float) (rate * correction);
    lastRate = corrected;
    weights
        .dense()
        .forEach(
            (name, weight) -> {
              JniUtils.adamUpdate(
                  (PtNDArray) weight,
                  (PtNDArray) gradients.get(name),
                  (PtNDArray) moment(denseMean, name, weight),
                  (PtNDArray) moment(denseVariance, name, weight),
                  (float) rate,
                  corrected,
                  options.weightDecay,
                  shrink,
                  -1,
                  options.beta1,
                  options.beta2,
                  Options.EPSILON,
                  true);
              JniUtils.zeroGrad((PtNDArray) weight);
            });
    for (EmbeddingTable.Gradient gradient : rows) {
      move(gradient, corrected, shrink);
    }
  }

  /** The factor that scales the global gradient norm down to the limit. */
  private float shrink(Map<String, NDArray> gradients, EmbeddingTable.Gradient[] rows) {
    if (options.clip <= 0) {
      return 1;
    }
    double squares = 0;
    for (NDArray gradient : gradients.values()) {
      float norm = gradient.norm().getFloat();
      squares += (double) norm * norm;
    }
    for (EmbeddingTable.Gradient gradient : rows) {
      for (float value : gradient.values()) {
        squares += (double) value * value;
      }
    }
    double norm = Math.sqrt(squares);
    return norm > options.clip ? (float) (options.clip / norm) : 1;
  }

  private void move(EmbeddingTable.Gradient gradient, float rate, float shrink) {
    EmbeddingTable table = gradient.table();
    int width = table.width();
    float[] weight = table.values();
    float[] mean = moment(rowMean, table);
    float[] variance = moment(rowVariance, table);
    float[] values = gradient.values();
    float beta1 = options.beta1;
    float beta2 = options.beta2;
    int[] last = lastSteps.get(table.name());
    for (int index = 0; index < gradient.rows().length; index++) {
      if (last != null) {
        last[gradient.rows()[index]] = steps;
      }
      int to = gradient.rows()[index] * width;
      int from = index * width;
      for (int column = 0; column < width; column++) {
        float slope = values[from + column] * shrink;
        float first = beta1 * mean[to + column] + (1 - beta1) * slope;
        float second = beta2 * variance[to + column] + (1 - beta2) * slope * slope;
        mean[to + column] = first;
        variance[to + column] = second;
        weight[to + column] -= rate * first / ((float) Math.sqrt(second) + Options.EPSILON);
      }
    }
  }

  /**
   * Applies to rows of a table the updates of the steps that did not touch them, in which plain
   * Adam goes on along their running mean: a rare row moves several times as far as by lazy updates
   * alone. Call it before each reading of rows, from the first step on; all steps in between are
   * taken to have had the rate of the last one.
   *
   * @param rows each once
   */
  public void catchUp(EmbeddingTable table, int[] rows) {
    int[] last =
        lastSteps.computeIfAbsent(
            table.name(),
            _ -> {
              int[] all = new int[table.rows()];
              Arrays.fill(all, steps);
              return all;
            });
    float[] mean = moment(rowMean, table);
    float[] variance = moment(rowVariance, table);
    float[] weight = table.values();
    int width = table.width();
    double ratio = options.beta1 / Math.sqrt(options.beta2);
    for (int row : rows) {
      int missed = steps - last[row];
      last[row] = steps;
      if (missed == 0) {
        continue;
      }
      float way = (float) (lastRate * ratio * (1 - Math.pow(ratio, missed)) / (1 - ratio));
      float meanDecay = (float) Math.pow(options.beta1, missed);
      float varianceDecay = (float) Math.pow(options.beta2, missed);
      for (int at = row * width; at < (row + 1) * width; at++) {
        weight[at] -= way * mean[at] / ((float) Math.sqrt(variance[at]) + Options.EPSILON);
        mean[at] *= meanDecay;
        variance[at] *= varianceDecay;
      }
    }
  }

  private NDArray moment(Map<String, NDArray> moments, String name, NDArray weight) {
    return moments.computeIfAbsent(
        name,
        ignored -> {
          NDArray zeros = session.manager().zeros(weight.getShape());
          NDScope.unregister(zeros);
          return zeros;
        });
  }

  private static float[] moment(Map<String, float[]> moments, EmbeddingTable table) {
    return moments.computeIfAbsent(table.name(), ignored -> new float[table.values().length]);
  }

  /** A copy of the moments and the number of steps, to resume from later. */
  public Map<String, float[]> copy() {
    Map<String, float[]> state = new LinkedHashMap<>();
    state.put(STEPS, new float[] {steps});
    denseMean.forEach((name, array) -> state.put(mean(name), TorchSession.values(array)));
    denseVariance.forEach((name, array) -> state.put(variance(name), TorchSession.values(array)));
    rowMean.forEach((name, values) -> state.put(mean(name), values.clone()));
    rowVariance.forEach((name, values) -> state.put(variance(name), values.clone()));
    return state;
  }

  /** Restores the state that {@link #copy} returned. */
  public void restore(Map<String, float[]> state) {
    steps = (int) TrainableWeights.named(state, STEPS)[0];
    weights
        .dense()
        .forEach(
            (name, weight) -> {
              set(state, mean(name), moment(denseMean, name, weight));
              set(state, variance(name), moment(denseVariance, name, weight));
            });
    weights
        .tables()
        .forEach(
            (name, table) -> {
              set(state, mean(name), moment(rowMean, table));
              set(state, variance(name), moment(rowVariance, table));
            });
  }

  private static void set(Map<String, float[]> state, String name, NDArray moment) {
    if (state.containsKey(name)) {
      TorchSession.write(TrainableWeights.named(state, name), moment);
    }
  }

  private static void set(Map<String, float[]> state, String name, float[] moment) {
    if (state.containsKey(name)) {
      System.arraycopy(TrainableWeights.named(state, name), 0, moment, 0, moment.length);
    }
  }

  private static String mean(String name) {
    return "adam.mean." + name;
  }

  private static String variance(String name) {
    return "adam.variance." + name;
  }
}
