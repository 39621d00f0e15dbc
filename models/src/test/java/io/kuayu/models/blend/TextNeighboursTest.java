package io.kuayu.models.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.model.Embedding;
import io.kuayu.model.TrainingData;
import io.kuayu.models.Sample;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An item that training never saw borrows from the items that read like it. */
class TextNeighboursTest {
  private static final TrainingData DATA = Sample.data(11, 400);
  private static final Catalogue CATALOGUE = DATA.catalogue();

  /** Never taken; of taste 1 as are items 1, 5, 9 and so on. */
  private static final int UNSEEN = 37;

  /** Directions by taste: all items of a taste read alike. */
  private record Tastes() implements Embedding {
    @Override
    public String family() {
      return BlendFeatures.TEXT;
    }

    @Override
    public int dimension() {
      return 9;
    }

    @Override
    public boolean has(int item) {
      return true;
    }

    @Override
    public void copy(int item, float[] target, int at) {
      Arrays.fill(target, at, at + 9, 0);
      target[at + item % 4] = 2;
    }
  }

  private static ItemStatistics borrowing() {
    ItemStatistics facts = ItemStatistics.of(DATA);
    return new ItemStatistics(
        facts.counts(),
        facts.firsts(),
        CATALOGUE,
        TextNeighbours.of(new Tastes(), facts, CATALOGUE, 2));
  }

  @Test
  void anUnseenItemHasTheMeanScoreOfItsNeighbours() {
    float[] scores = new float[Sample.ITEMS_PER_DOMAIN];
    for (int position = 0; position < scores.length; position++) {
      scores[position] = position % 4;
    }
    Arrays.fill(scores, UNSEEN, scores.length, -9);
    float[] before = scores.clone();
    borrowing().neighbours().lend(scores, 0, CATALOGUE);
    assertThat(DATA.trainingCounts()[UNSEEN]).isZero();
    for (int position = 0; position < scores.length; position++) {
      boolean isUnseen = DATA.trainingCounts()[position] == 0;
      assertThat(scores[position])
          .isCloseTo(isUnseen ? position % 4 : before[position], within(1e-3f));
    }
  }

  @Test
  void nothingIsBorrowedWhereManyItemsAreNew() {
    int[] counts = DATA.trainingCounts();
    Arrays.fill(counts, 20, CATALOGUE.ordinals(0).length, 0);
    ItemStatistics sparse = new ItemStatistics(counts, ItemStatistics.of(DATA).firsts(), CATALOGUE);
    float[] scores = new float[Sample.ITEMS_PER_DOMAIN];
    Arrays.fill(scores, 0, 20, 1);
    float[] before = scores.clone();
    TextNeighbours.of(new Tastes(), sparse, CATALOGUE, 2).lend(scores, 0, CATALOGUE);
    assertThat(scores).isEqualTo(before);
  }

  @Test
  void whatTextExpertsSayOfItIsTheirOwn() {
    Context context = new Context(new int[] {1}, new long[] {0}, Sample.START);
    Oracle other = new Oracle("item-knn", CATALOGUE, 1);
    Oracle text = new Oracle(BlendFeatures.TEXT, CATALOGUE, 1);
    BlendFeatures features =
        BlendFeatures.of(List.of(other, text), borrowing(), CATALOGUE, context, 0);
    assertThat(features.standardised(0)[UNSEEN])
        .isGreaterThan(features.standardised(0)[UNSEEN + 1]);
    assertThat(features.standardised(1)[UNSEEN]).isEqualTo(features.standardised(1)[UNSEEN + 1]);
  }

  @Test
  void aLaterItemFindsItsOwnNeighboursAndTheOthersKeepTheirs() {
    ItemStatistics facts = borrowing();
    Catalogue later = CATALOGUE.with(List.of(Sample.item("books", 41)));
    BitSet wanted = new BitSet();
    wanted.set(CATALOGUE.size(), later.size());
    TextNeighbours more =
        facts
            .neighbours()
            .found(
                wanted,
                new Tastes(),
                new ItemStatistics(facts.counts(), facts.firsts(), later),
                later,
                1);
    float[] scores = new float[later.ordinals(0).length];
    int last = later.positionOf(CATALOGUE.size());
    for (int position = 0; position < scores.length; position++) {
      scores[position] = later.ordinals(0)[position] % 4;
    }
    scores[last] = -9;
    scores[UNSEEN] = -9;
    more.lend(scores, 0, later);
    assertThat(scores[last]).isCloseTo(CATALOGUE.size() % 4, within(1e-3f));
    assertThat(scores[UNSEEN]).isCloseTo(1, within(1e-3f));
  }
}
