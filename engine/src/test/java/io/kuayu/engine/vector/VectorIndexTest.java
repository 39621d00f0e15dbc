package io.kuayu.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Seed;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VectorIndexTest {
  @Test
  void theExactIndexFindsWhatSortingFinds() {
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom random = new Seed(seed).random();
      int size = random.nextInt(3000);
      int dimension = 1 + random.nextInt(70);
      float[][] vectors = vectors(random, size, dimension);
      for (int row = 1; row < size && seed % 2 == 0; row++) {
        disturb(random, vectors[row - 1], vectors[row]);
      }
      float[] question = vectors(random, 1, dimension)[0];
      ExactIndex index = exact(vectors, dimension);
      Neighbour[] expected =
          IntStream.range(0, size)
              .filter(row -> row % 3 != 0)
              .mapToObj(row -> new Neighbour(row, (float) dot(vectors[row], question)))
              .sorted(Comparator.comparingDouble(near -> -near.product()))
              .limit(10)
              .toArray(Neighbour[]::new);
      assertThat(index.search(question, 10, row -> row % 3 != 0))
          .as("seed %s", seed)
          .containsExactly(expected);
    }
  }

  /** Makes a row nearly or wholly the one before it, or great, or nothing. */
  private static void disturb(SplittableRandom random, float[] before, float[] row) {
    int what = random.nextInt(8);
    for (int axis = 0; axis < row.length; axis++) {
      switch (what) {
        case 0, 1, 2 -> row[axis] = before[axis] * (1 + 1e-6f * random.nextInt(3));
        case 3 -> row[axis] = before[axis];
        case 4 -> row[axis] *= 1e6f;
        case 5 -> row[axis] = 0;
        default -> {}
      }
    }
  }

  @Test
  void equalProductsComeInTheOrderOfRows() {
    ExactIndex index = ExactIndex.of(5, 1, (row, target) -> target[0] = 1);
    assertThat(index.search(new float[] {-2}, 3, row -> row != 1))
        .containsExactly(new Neighbour(0, -2), new Neighbour(2, -2), new Neighbour(3, -2));
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
      List<Neighbour> truth = List.of(exact.search(question, 20, row -> row % 2 == 0));
      Neighbour[] found = graph.search(question, 20, row -> row % 2 == 0);
      assertThat(found).allMatch(near -> near.row() % 2 == 0);
      HashSet<Integer> rows = new HashSet<>(truth.stream().map(Neighbour::row).toList());
      hits += (int) Arrays.stream(found).filter(near -> rows.contains(near.row())).count();
    }
    assertThat(hits).isGreaterThan(950);
  }

  @Test
  void aGraphTakesOverWhenItFindsEnough() {
    float[][] vectors = vectors(new Seed(7).random(), 3000, 8);
    ExactIndex exact = exact(vectors, 8);
    BackgroundHnswIndex index = BackgroundHnswIndex.over(exact, new Seed(1));
    assertThat(index.search(vectors[5], 1, row -> true))
        .extracting(Neighbour::row)
        .containsExactly(5);
    index.done().join();
    assertThat(index.isGraph()).isTrue();
    assertThat(index.search(vectors[5], 1, row -> true)[0].row()).isEqualTo(5);
  }

  @Test
  void aGraphStaysOfUseWhileVectorsComeAndChange() {
    SplittableRandom random = new Seed(9).random();
    float[][] vectors = vectors(random, 3000, 8);
    BackgroundHnswIndex graph = BackgroundHnswIndex.over(exact(vectors, 8), new Seed(1));
    graph.done().join();
    float[][] later = Arrays.copyOf(vectors, 3100);
    System.arraycopy(vectors(random, 100, 8), 0, later, 3000, 100);
    later[5] = vectors(random, 1, 8)[0];
    BitSet different = new BitSet();
    different.set(5);
    VectorIndex grown = graph.updated(3050, different, source(later)).orElseThrow();
    later[7] = vectors(random, 1, 8)[0];
    different.clear();
    different.set(7);
    VectorIndex twice = grown.updated(3100, different, source(later)).orElseThrow();
    assertThat(twice.size()).isEqualTo(3100);
    VectorIndex exact = exact(later, 8);
    int hits = 0;
    float[][] questions = vectors(random, 40, 8);
    System.arraycopy(later, 0, questions, 0, 10);
    System.arraycopy(later, 3090, questions, 10, 10);
    for (float[] question : questions) {
      List<Integer> truth =
          Arrays.stream(exact.search(question, 10, row -> row % 3 != 0))
              .map(Neighbour::row)
              .toList();
      List<Neighbour> found = List.of(twice.search(question, 10, row -> row % 3 != 0));
      hits += (int) found.stream().filter(near -> truth.contains(near.row())).count();
      assertThat(found).hasSize(10).allMatch(near -> near.row() % 3 != 0);
    }
    assertThat(hits).isGreaterThan(390);
    assertThat(twice.updated(3600, new BitSet(), source(later))).as("time for a new one").isEmpty();
    assertThat(exact.updated(3100, new BitSet(), source(later))).isEmpty();
  }

  private static ExactIndex.Source source(float[][] vectors) {
    return (row, target) -> System.arraycopy(vectors[row], 0, target, 0, target.length);
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

  private static double dot(float[] left, float[] right) {
    double sum = 0;
    for (int axis = 0; axis < left.length; axis++) {
      sum += (double) left[axis] * right[axis];
    }
    return sum;
  }
}
