package io.kuayu.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import io.kuayu.model.TrainingRun;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchSessionTest {
  private static final int BUFFERS = 2_000;

  @TempDir private Path cache;

  @Test
  @SuppressWarnings("try") // The scope is there for what its closing does.
  void scalesGradientsAlsoWhenGarbageIsCollectedOnTheWay() {
    try (TorchSession session = TorchSession.open(TrainingRun.quiet(1, cache))) {
      for (int round = 1; round <= 5; round++) {
        try (NDScope scope = new NDScope()) {
          NDArray leaf = session.leaf(new float[] {1, 2}, 2);
          double loss =
              session.backward(
                  () -> {
                    NDArray sum = session.scaled(leaf, 3).sum();
                    collectAndReuseMemory();
                    return sum;
                  });
          assertThat(loss).isEqualTo(9);
          assertThat(TorchSession.values(leaf.getGradient())).as("round %s", round).containsOnly(3);
        }
      }
    }
  }

  /** Frees what nobody in Java holds, and writes over what was freed. */
  private static void collectAndReuseMemory() {
    System.gc();
    for (int buffer = 0; buffer < BUFFERS; buffer++) {
      ByteBuffer.allocateDirect(4).putFloat(Float.NaN);
    }
  }
}
