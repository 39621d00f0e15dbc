package io.kuayu.training;

import java.util.List;
import java.util.Map;

/**
 * The gradient of one user.
 *
 * @param dense gradients of dense arrays by name, whole
 * @param rows gradients of tables, of the rows that the user touches
 */
public record UserGradient(Map<String, float[]> dense, List<EmbeddingTable.Gradient> rows) {
  public UserGradient {
    dense = Map.copyOf(dense);
    rows = List.copyOf(rows);
  }

  /** Its L2 norm over all weights. */
  double length() {
    double squares = 0;
    for (float[] values : dense.values()) {
      squares += squares(values);
    }
    for (EmbeddingTable.Gradient gradient : rows) {
      squares += squares(gradient.values());
    }
    return Math.sqrt(squares);
  }

  private static double squares(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return sum;
  }
}
