package io.kuayu.models.transitions;

import io.kuayu.core.Interactions;
import io.kuayu.models.sparse.SparseMatrix;
import io.kuayu.privacy.dp.GaussianNoise;
import io.kuayu.privacy.dp.PrivacyBudget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Transitions under differential privacy: the contribution of a user to all cells is clipped to
 * length 1, cells get Gaussian noise, and a cell is kept only if its noisy value exceeds what one
 * user alone could add. Rows and columns are divided by the sums of the kept cells, which spends no
 * further budget (post-processing).
 */
final class NoisyTransitions {
  /** The part of δ that the noise uses; the threshold uses the rest. */
  static final double NOISE_SHARE = .5;

  private NoisyTransitions() {}

  /** The matrix, as {@link TransitionsFamily} makes it without noise. */
  static SparseMatrix rows(Interactions training, int items, int window, PrivacyBudget budget) {
    double deviation = budget.noise(NOISE_SHARE);
    GaussianNoise noise = GaussianNoise.of(deviation);
    double threshold =
        budget.threshold(deviation, 1 - NOISE_SHARE, budget.maxEventsPerPerson() * window);
    List<Map<Integer, Double>> kept =
        aboveThreshold(sums(training, items, window, budget, noise), noise, threshold);
    double[] columns = new double[items];
    for (Map<Integer, Double> row : kept) {
      row.forEach((column, value) -> columns[column] += value);
    }
    return SparseMatrix.make(
        items,
        Integer.MAX_VALUE,
        1,
        (item, row) -> {
          Map<Integer, Double> cells = kept.get(item);
          double sum = 1 + cells.values().stream().mapToDouble(Double::doubleValue).sum();
          cells.forEach(
              (next, value) ->
                  row.add(next, (float) (value / sum / (Math.sqrt(columns[next]) + 1))));
        });
  }

  /** The sums of each row by column, in steps of the noise. */
  private static List<Map<Integer, Long>> sums(
      Interactions training, int items, int window, PrivacyBudget budget, GaussianNoise noise) {
    List<Map<Integer, Long>> sums = new ArrayList<>();
    for (int item = 0; item < items; item++) {
      sums.add(new HashMap<>());
    }
    for (int user = 0; user < training.users(); user++) {
      int end = training.end(user);
      int begin = Math.max(training.begin(user), end - budget.maxEventsPerPerson());
      Map<Long, Double> own = new HashMap<>();
      for (int event = begin; event < end; event++) {
        for (int gap = 1; gap <= window && event + gap < end; gap++) {
          long cell = (long) training.item(event) * items + training.item(event + gap);
          own.merge(cell, 1.0 / gap, Double::sum);
        }
      }
      double length = Math.sqrt(own.values().stream().mapToDouble(value -> value * value).sum());
      double scale = 1 / Math.max(1, length);
      own.forEach(
          (cell, value) ->
              sums.get((int) (cell / items))
                  .merge((int) (cell % items), noise.steps(value * scale), Long::sum));
    }
    return sums;
  }

  private static List<Map<Integer, Double>> aboveThreshold(
      List<Map<Integer, Long>> sums, GaussianNoise noise, double threshold) {
    List<Map<Integer, Double>> kept = new ArrayList<>();
    for (Map<Integer, Long> row : sums) {
      Map<Integer, Double> cells = new HashMap<>();
      row.forEach(
          (column, value) -> {
            double noisy = noise.noisy(value);
            if (noisy > threshold) {
              cells.put(column, noisy);
            }
          });
      kept.add(cells);
    }
    return kept;
  }
}
