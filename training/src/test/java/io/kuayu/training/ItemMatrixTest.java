package io.kuayu.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Seed;
import io.kuayu.models.dense.ItemMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ItemMatrixTest {
  private static Catalogue catalogue(int size) {
    List<Item> items =
        IntStream.range(0, size)
            .mapToObj(
                number ->
                    new Item(
                        new ItemKey(number % 3 == 0 ? "a" : "b", "" + number), "", "", Map.of()))
            .toList();
    return Catalogue.of(List.of("a", "b", "empty"), items);
  }

  @Test
  void givesTheDotProductsWhateverTheNumberOfItems() {
    int width = 5;
    for (int size : new int[] {1, 2, 3, 1535, 1536, 1537, 4000}) {
      Catalogue catalogue = catalogue(size);
      float[] vectors = InitialValues.uniform(size * width, 1, new Seed(size));
      float[] biases = InitialValues.uniform(size, 1, new Seed(-size));
      float[] vector = InitialValues.uniform(width, 1, new Seed(9));
      boolean[] known = new boolean[size];
      Arrays.fill(known, true);
      ItemMatrix matrix = new ItemMatrix(catalogue, vectors, biases, known, width);
      for (int domain = 0; domain < 2; domain++) {
        int[] items = catalogue.ordinals(domain);
        float[] scores = new float[items.length];
        matrix.score(vector, domain, scores);
        for (int position = 0; position < items.length; position++) {
          double expected = biases[items[position]];
          for (int column = 0; column < width; column++) {
            expected += vector[column] * vectors[items[position] * width + column];
          }
          assertThat((double) scores[position])
              .as("size %d", size)
              .isCloseTo(expected, within(1e-5));
          assertThat(matrix.score(vector, items[position])).isEqualTo(scores[position]);
        }
      }
    }
  }

  @Test
  void givesTheLowestScoreToItemsOfWhichNothingIsKnown() {
    Catalogue catalogue = catalogue(6);
    float[] vectors = {1, 0, 0, -3, 9, 0};
    boolean[] known = {true, true, false, true, false, false};
    ItemMatrix matrix = new ItemMatrix(catalogue, vectors, new float[6], known, 1);
    float[] a = new float[2];
    matrix.score(new float[] {1}, 0, a);
    assertThat(a).containsExactly(1, -3);
    float[] b = new float[4];
    matrix.score(new float[] {1}, 1, b);
    assertThat(b).containsExactly(0, 0, 0, 0);
    matrix.score(new float[] {1}, 2, new float[0]);
    assertThat(matrix.knows(4)).isFalse();
  }
}
