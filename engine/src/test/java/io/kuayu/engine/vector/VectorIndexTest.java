package io.kuayu.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Seed;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class VectorIndexTest {
  @Test
  void theExactIndexFindsWhatSortingFinds() {
    for (long seed = 0; seed < 30; seed++) {
      SplittableRandom random = new Seed(seed).random();
      int size = random.nextInt(3000);
      int dimension = 1 + random.nextInt(20);
      float[][] vectors = vectors(random, size, dimension);
      float[] question = vectors(random, 1, dimension)[0];
      ExactIndex index = exact(vectors, dimension);
      Integer[] sorted =
          IntStream.range(0, size).filter(row -> row % 3 != 0).boxed().toArray(Integer[]::new);
      Arrays.sort(sorted, Comparator.comparingDouble(row -> -dot(vectors[row], question)));
      Near[] found = index.search(question, 10, row -> row % 3 != 0);
      assertThat(found).as("seed %s", seed).hasSize(Math.min(10, sorted.length));
      for (int place = 0; place < found.length; place++) {
        assertThat(found[place].product())
            .as("seed %s", seed)
            .isEqualTo((float) dot(vectors[sorted[place]], question), offset());
      }
    }
  }

  @Test
  void equalProductsComeInTheOrderOfRows() {
    ExactIndex index = ExactIndex.of(5, 1, (row, target) -> target[0] = 1);
    assertThat(index.search(new float[] {-2}, 3, row -> row != 1))
        .containsExactly(new Near(0, -2), new Near(2, -2), new Near(3, -2));
  }

  @Test
  void theGraphFindsNearlyAllOfTheBestAndObeysTheCondition() {
    SplittableRandom random = new Seed(7).random();
    float[][] vectors = vectors(random, 3000, 16);
    VectorIndex exact = exact(vectors, 16);
    VectorIndex graph =
        HnswIndex.of(
            3000,
            16,
            (row, target) -> System.arraycopy(vectors[row], 0, target, 0, 16),
            new Seed(1));
    int hits = 0;
    for (float[] question : vectors(random, 50, 16)) {
      List<Near> truth = List.of(exact.search(question, 20, row -> row % 2 == 0));
      Near[] found = graph.search(question, 20, row -> row % 2 == 0);
      assertThat(found).allMatch(near -> near.row() % 2 == 0);
      HashSet<Integer> rows = new HashSet<>(truth.stream().map(Near::row).toList());
      hits += (int) Arrays.stream(found).filter(near -> rows.contains(near.row())).count();
    }
    assertThat(hits).isGreaterThan(950);
  }

  private static ExactIndex exact(float[][] vectors, int dimension) {
    return ExactIndex.of(
        vectors.length,
        dimension,
        (row, target) -> System.arraycopy(vectors[row], 0, target, 0, dimension));
  }

  private static float[][] vectors(SplittableRandom random, int size, int dimension) {
    float[][] vectors = new float[size][dimension];
    for (float[] vector : vectors) {
      double length = 0;
      for (int axis = 0; axis < dimension; axis++) {
        vector[axis] = (float) random.nextGaussian();
        length += vector[axis] * vector[axis];
      }
      for (int axis = 0; axis < dimension; axis++) {
        vector[axis] /= (float) Math.sqrt(length);
      }
    }
    return vectors;
  }

  private static Offset<Float> offset() {
    return Offset.offset(1e-5f);
  }

  private static double dot(float[] left, float[] right) {
    double sum = 0;
    for (int axis = 0; axis < left.length; axis++) {
      sum += left[axis] * right[axis];
    }
    return sum;
  }
}
