package io.kuayu.models.training;

import java.util.List;
import java.util.Map;

/**
 * What one person would change.
 *
 * @param dense gradients of dense arrays by name, whole
 * @param rows gradients of tables, of the rows that the person touches
 */
public record PersonGradient(Map<String, float[]> dense, List<RowTable.Gradient> rows) {
  public PersonGradient {
    dense = Map.copyOf(dense);
    rows = List.copyOf(rows);
  }

  /** Its length over all weights. */
  double length() {
    double squares = 0;
    for (float[] values : dense.values()) {
      squares += squares(values);
    }
    for (RowTable.Gradient gradient : rows) {
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
