package io.kuayu.training.lstm;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import io.kuayu.model.TrainingRun;
import io.kuayu.training.Operator;
import io.kuayu.training.TorchSession;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurrenceTest {
  @TempDir Path cache;

  @ParameterizedTest
  @CsvSource({"1, 1, 5, 3", "1, 6, 16, 16", "3, 7, 5, 33", "8, 4, 16, 32"})
  void computesStatesAndGradientsOfThePlainRecurrence(
      int batch, int length, int embedding, int hidden) {
    Operator recurrence =
        new Operator(
            "recurrence",
            List.of(
                new Shape(batch, length, embedding),
                new Shape(4L * hidden, embedding),
                new Shape(4L * hidden, hidden),
                new Shape(4L * hidden),
                new Shape(4L * hidden)),
            -1,
            1,
            true,
            in -> new Recurrence(in.get(1), in.get(2), in.get(3), in.get(4)).states(in.get(0)),
            in -> states(in, length, embedding));
    try (TorchSession session = TorchSession.open(TrainingRun.quiet(1, cache))) {
      assertThat(recurrence.deviation(session)).matches(Operator.Deviation::isRounding);
    }
  }

  /** The states of {@code [batch, length, embedding]} under weights and biases. */
  private static double[] states(double[][] in, int length, int embedding) {
    int hidden = in[3].length / 4;
    double[] states = new double[in[0].length / embedding * hidden];
    double[] cell = new double[hidden];
    for (int step = 0; step < states.length / hidden; step++) {
      boolean first = step % length == 0;
      double[] gates = new double[4 * hidden];
      for (int gate = 0; gate < gates.length; gate++) {
        gates[gate] = in[3][gate] + in[4][gate];
        for (int index = 0; index < embedding; index++) {
          gates[gate] += in[1][gate * embedding + index] * in[0][step * embedding + index];
        }
        for (int index = 0; index < hidden && !first; index++) {
          gates[gate] += in[2][gate * hidden + index] * states[(step - 1) * hidden + index];
        }
      }
      for (int unit = 0; unit < hidden; unit++) {
        double kept = first ? 0 : sigmoid(gates[hidden + unit]) * cell[unit];
        cell[unit] = kept + sigmoid(gates[unit]) * Math.tanh(gates[2 * hidden + unit]);
        states[step * hidden + unit] = sigmoid(gates[3 * hidden + unit]) * Math.tanh(cell[unit]);
      }
    }
    return states;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
