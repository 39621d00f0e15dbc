package io.kuayu.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import io.kuayu.model.TrainingRun;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdamTest {
  private static final int ROWS = 3;
  private static final int WIDTH = 4;
  private static final int STEPS = 300;
  private static final int[] EVERY_ROW = {0, 1, 2};
  private static final double RATE = 1e-2;

  @TempDir private Path cache;

  /** Row 0 has a gradient in every step, row 1 in each seventh, row 2 in one alone. */
  private static int[] touched(int step) {
    if (step == 250) {
      return EVERY_ROW;
    }
    return step % 7 == 0 ? new int[] {0, 1} : new int[] {0};
  }

  @Test
  void rowsThatCatchUpMoveAsThoseOfADenseTable() {
    float[] dense = train(false);
    float[] rows = train(true);
    assertThat(rows).containsExactly(dense, within(1e-2f));
    assertThat(Math.abs(rows[2 * WIDTH])).isGreaterThan(3 * (float) RATE);
  }

  @SuppressWarnings("try") // The scope is there for what its closing does.
  private float[] train(boolean asTable) {
    SplittableRandom random = new SplittableRandom(1);
    try (TorchSession session = TorchSession.open(TrainingRun.quiet(1, cache));
        NDScope scope = new NDScope()) {
      TrainableWeights weights = new TrainableWeights(session);
      Adam adam = new Adam(session, weights, new Adam.Options(.9f, .98f, 0, 0));
      float[] initial = new float[ROWS * WIDTH];
      EmbeddingTable table = weights.rows(asTable ? "e" : "unused", initial.clone(), WIDTH);
      NDArray whole = weights.dense(asTable ? "unused" : "e", initial, ROWS, WIDTH);
      for (int step = 0; step < STEPS; step++) {
        int[] touched = touched(step);
        float[] slopes = new float[touched.length * WIDTH];
        for (int index = 0; index < slopes.length; index++) {
          slopes[index] = (float) random.nextGaussian() + 1;
        }
        if (asTable) {
          adam.catchUp(table, touched);
          session.backward(() -> session.scaled(whole.sum(), 0));
          adam.step(RATE, table.gradient(touched, slopes));
        } else {
          float[] all = new float[ROWS * WIDTH];
          for (int index = 0; index < touched.length; index++) {
            System.arraycopy(slopes, index * WIDTH, all, touched[index] * WIDTH, WIDTH);
          }
          session.backward(() -> whole.mul(session.array(all, ROWS, WIDTH)).sum());
          adam.step(RATE);
        }
      }
      adam.catchUp(table, EVERY_ROW);
      return asTable ? table.values() : TorchSession.values(whole);
    }
  }
}
