package io.kuayu.models.linear;

import io.kuayu.core.Interactions;
import io.kuayu.core.Split;
import io.kuayu.model.TrainingData;

/** EASE as the paper writes it, in doubles, as an oracle. */
final class NaiveEase {
  private NaiveEase() {}

  static double[][] weights(TrainingData data, double lambda) {
    return weights(data, lambda, 1);
  }

  /** The same where pairs of fewer people than {@code least} count as none. */
  static double[][] weights(TrainingData data, double lambda, int least) {
    int items = data.catalogue().size();
    double[][] gram = new double[items][items];
    Interactions interactions = data.interactions();
    for (int user = 0; user < interactions.users(); user++) {
      boolean[] owned = new boolean[items];
      for (int event = interactions.begin(user); event < interactions.end(user); event++) {
        owned[interactions.item(event)] |= interactions.part(event) == Split.TRAIN;
      }
      for (int row = 0; row < items; row++) {
        for (int column = 0; column < items; column++) {
          gram[row][column] += owned[row] && owned[column] ? 1 : 0;
        }
      }
    }
    for (int row = 0; row < items; row++) {
      for (int column = 0; column < items; column++) {
        if (row == column) {
          gram[row][row] += lambda;
        } else if (gram[row][column] < least) {
          gram[row][column] = 0;
        }
      }
    }
    double[][] inverse = inverse(gram);
    double[][] weights = new double[items][items];
    for (int row = 0; row < items; row++) {
      for (int column = 0; column < items; column++) {
        weights[row][column] = row == column ? 0 : -inverse[row][column] / inverse[column][column];
      }
    }
    return weights;
  }

  private static double[][] inverse(double[][] matrix) {
    int size = matrix.length;
    double[][] wide = new double[size][2 * size];
    for (int row = 0; row < size; row++) {
      System.arraycopy(matrix[row], 0, wide[row], 0, size);
      wide[row][size + row] = 1;
    }
    for (int k = 0; k < size; k++) {
      double pivot = wide[k][k];
      for (int column = 0; column < 2 * size; column++) {
        wide[k][column] /= pivot;
      }
      for (int row = 0; row < size; row++) {
        double factor = row == k ? 0 : wide[row][k];
        for (int column = 0; column < 2 * size; column++) {
          wide[row][column] -= factor * wide[k][column];
        }
      }
    }
    double[][] inverse = new double[size][size];
    for (int row = 0; row < size; row++) {
      System.arraycopy(wide[row], size, inverse[row], 0, size);
    }
    return inverse;
  }
}
