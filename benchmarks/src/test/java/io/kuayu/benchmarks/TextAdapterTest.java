package io.kuayu.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Seed;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class TextAdapterTest {
  private static final TextAdapter.Options OPTIONS = new TextAdapter.Options(2, .3, .05, .1, 4, 60);

  private static DMatrixRMaj random(int rows, int columns, SplittableRandom random) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    Arrays.setAll(matrix.data, at -> random.nextGaussian());
    return matrix;
  }

  @Test
  void gradientsAgreeWithDifferencesOfTheLoss() {
    SplittableRandom random = new Seed(3).random();
    DMatrixRMaj rows = random(8, 5, random);
    DMatrixRMaj down = random(5, 2, random);
    DMatrixRMaj up = random(2, 5, random);
    TextAdapter adapter = TextAdapter.of(down, up);
    TextAdapter.Gradient gradient = adapter.gradient(rows, OPTIONS);
    assertAgrees(adapter, rows, down, gradient.down());
    assertAgrees(adapter, rows, up, gradient.up());
  }

  private static void assertAgrees(
      TextAdapter adapter, DMatrixRMaj rows, DMatrixRMaj weights, DMatrixRMaj gradient) {
    for (int at = 0; at < weights.data.length; at++) {
      double before = weights.data[at];
      weights.data[at] = before + 1e-5;
      double above = adapter.gradient(rows, OPTIONS).loss();
      weights.data[at] = before - 1e-5;
      double below = adapter.gradient(rows, OPTIONS).loss();
      weights.data[at] = before;
      assertThat((above - below) / 2e-5).isCloseTo(gradient.data[at], within(1e-6));
    }
  }

  /** Pairs agree in their first number alone, among noise. */
  @Test
  void learnsWhatPairsShareAndTheSameTwice() {
    SplittableRandom random = new Seed(5).random();
    int width = 6;
    float[] vectors = new float[40 * width];
    for (int at = 0; at < vectors.length; at++) {
      vectors[at] = (float) random.nextGaussian();
      vectors[at] += at % width == 0 ? (at / width / 2 % 2 == 0 ? 1 : -1) : 0;
    }
    int[][] pairs = new int[20][];
    Arrays.setAll(pairs, pair -> new int[] {2 * pair, 2 * pair + 1});
    TextAdapter adapter = TextAdapter.learn(vectors, width, pairs, OPTIONS, new Seed(1));
    assertThat(adapter.distance()).isGreaterThan(.1);
    float[] mapped = adapter.apply(vectors, width);
    assertThat(TextAdapter.learn(vectors, width, pairs, OPTIONS, new Seed(1)).apply(vectors, width))
        .containsExactly(mapped);
    DMatrixRMaj rows = new DMatrixRMaj(40, width);
    for (int pair = 0; pair < 20; pair++) {
      for (int d = 0; d < width; d++) {
        rows.set(pair, d, vectors[2 * pair * width + d]);
        rows.set(20 + pair, d, vectors[(2 * pair + 1) * width + d]);
      }
    }
    TextAdapter identity = TextAdapter.of(new DMatrixRMaj(width, 2), new DMatrixRMaj(2, width));
    assertThat(adapter.gradient(rows, OPTIONS).loss())
        .isLessThan(identity.gradient(rows, OPTIONS).loss());
  }
}
