package io.kuayu.models.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Seed;
import io.kuayu.models.content.ContentVectors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Content takes over what it explains of the ids. */
class ContentResidualTest {
  private static final int ITEMS = 4_000;
  private static final int SEEN = ITEMS - 1;
  private static final int DIM = 5;
  private static final int WIDTH = 3;

  private final SplittableRandom random = new SplittableRandom(4);
  private final ContentVectors texts = ContentVectors.ofNonZero(gaussian(ITEMS * WIDTH), WIDTH);
  private final float[] map = gaussian(WIDTH * DIM);
  private final ItemRows rows = ItemRows.of(IntStream.range(0, SEEN).toArray(), catalogue());
  private final TransformerParameters learnt = learnt();
  private final TransformerParameters rewritten = ContentResidual.of(learnt, rows, texts);

  @Test
  void trainedItemsKeepTheirVectors() {
    float[] before = ItemSpace.vectors(learnt, rows, texts, ITEMS);
    float[] after = ItemSpace.vectors(rewritten, rows, texts, ITEMS);
    assertThat(Arrays.copyOf(after, SEEN * DIM))
        .containsExactly(Arrays.copyOf(before, SEEN * DIM), within(1e-4f));
  }

  @Test
  void anItemWithoutIdGetsTheVectorThatItsContentPredicts() {
    float[] after = ItemSpace.vectors(rewritten, rows, texts, ITEMS);
    float[] projection = learnt.get(TransformerParameters.TEXT);
    for (int axis = 0; axis < DIM; axis++) {
      float expected = 1;
      for (int row = 0; row < WIDTH; row++) {
        int at = row * DIM + axis;
        expected += texts.values()[SEEN * WIDTH + row] * (map[at] + projection[at]);
      }
      assertThat(after[SEEN * DIM + axis]).isCloseTo(expected, within(.1f));
    }
  }

  @Test
  void withoutContentNothingChanges() {
    TransformerParameters plain =
        TransformerParameters.initial(
            new TransformerParameters.Shape(DIM, 1, 1, 4, 3, 1, SEEN, 0, 0), new Seed(1));
    assertThat(ContentResidual.of(plain, rows, ContentVectors.NONE)).isSameAs(plain);
  }

  /** Ids of 1 + content · map + noise. */
  private TransformerParameters learnt() {
    TransformerParameters initial =
        TransformerParameters.initial(
            new TransformerParameters.Shape(DIM, 1, 1, 4, 3, 1, SEEN, WIDTH, 0), new Seed(1));
    float[] ids = gaussian(SEEN * DIM);
    for (int item = 0; item < SEEN; item++) {
      for (int axis = 0; axis < DIM; axis++) {
        int at = item * DIM + axis;
        ids[at] = 1 + .1f * ids[at];
        for (int row = 0; row < WIDTH; row++) {
          ids[at] += texts.values()[item * WIDTH + row] * map[row * DIM + axis];
        }
      }
    }
    Map<String, float[]> values = new LinkedHashMap<>(initial.values());
    values.put(TransformerParameters.ITEM, ids);
    return new TransformerParameters(initial.shape(), values);
  }

  private static Catalogue catalogue() {
    return Catalogue.of(
        List.of("a"),
        IntStream.range(0, ITEMS)
            .mapToObj(item -> new Item(new ItemKey("a", "i" + item), "", "", Map.of()))
            .toList());
  }

  private float[] gaussian(int count) {
    float[] numbers = new float[count];
    for (int index = 0; index < count; index++) {
      numbers[index] = (float) random.nextGaussian();
    }
    return numbers;
  }
}
