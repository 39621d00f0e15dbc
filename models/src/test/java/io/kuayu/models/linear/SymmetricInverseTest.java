package io.kuayu.models.linear;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Seed;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricInverseTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 63, 64, 65, 200, 301})
  void timesTheMatrixIsTheIdentity(int size) {
    SplittableRandom random = new Seed(size).random();
    float[][] factor = new float[size][size];
    for (float[] row : factor) {
      for (int column = 0; column < size; column++) {
        row[column] = random.nextFloat() - .5f;
      }
    }
    float[][] matrix = new float[size][size];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        double sum = row == column ? 5 : 0;
        for (int k = 0; k < size; k++) {
          sum += factor[row][k] * factor[column][k];
        }
        matrix[row][column] = (float) sum;
      }
    }
    float[][] inverse = new float[size][];
    for (int row = 0; row < size; row++) {
      inverse[row] = matrix[row].clone();
    }
    SymmetricInverse.invert(inverse, 2, block -> {});
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        double sum = 0;
        for (int k = 0; k < size; k++) {
          sum += (double) matrix[row][k] * inverse[k][column];
        }
        assertThat(Math.abs(sum - (row == column ? 1 : 0)))
            .as("cell %d %d", row, column)
            .isLessThan(1e-4);
      }
    }
  }
}
