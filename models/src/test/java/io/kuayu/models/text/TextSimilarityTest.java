package io.kuayu.models.text;

import static io.kuayu.models.text.TextSample.PROVENANCE;
import static io.kuayu.models.text.TextSample.item;
import static io.kuayu.models.text.TextSample.scores;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Item;
import io.kuayu.model.Contribution;
import io.kuayu.model.Model;
import io.kuayu.model.bundle.Bundle;
import io.kuayu.model.live.Extensible;
import io.kuayu.models.content.ContentVectors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextSimilarityTest {
  private static final Map<String, String> BOTH = Map.of("word-share", "0.4", "hubness", "0.35");

  @TempDir Path folder;

  private static Catalogue shop() {
    return Catalogue.of(
        List.of("toys", "books"),
        List.of(
            item("toys", "pirate", "Zorbo pirate ship with captain"),
            item("toys", "castle", "Zorbo knight castle"),
            item("toys", "ship", "Wooden sailing ship with captain"),
            item("toys", "doll", "Doll with pink dress"),
            item("toys", "nameless", ""),
            item("books", "atlas", "Atlas of the knight"),
            item("books", "zorbo", "Zorbo annual")));
  }

  private Model train(Catalogue catalogue, Map<String, String> options) {
    return TextSample.train(catalogue, options, folder);
  }

  /** Six texts, of which "zorbo" is in three, "knight" in two, and so on. */
  @Test
  void cosinesOfWordsWeighRareWordsMore() {
    Vocabulary vocabulary = Vocabulary.of(shop().items());
    double two = Math.log(6 / 2.0);
    double three = Math.log(6 / 3.0);
    WordVector castle = vocabulary.vector(item("toys", "x", "Zorbo knight castle"));
    WordVector atlas = vocabulary.vector(item("books", "x", "The knight KNIGHT of unheard words"));
    assertThat((double) castle.cosine(atlas)).isCloseTo(two / Math.hypot(two, three), within(1e-6));
    assertThat(castle.cosine(castle)).isCloseTo(1, within(1e-6f));
    assertThat(castle.cosine(vocabulary.vector(item("toys", "x", "")))).isZero();

    Model words = train(shop(), Map.of("word-share", "1", "history", "1"));
    assertThat((double) scores(words, "books", 1)[0])
        .isCloseTo(two / Math.hypot(two, three), within(1e-5));
  }

  @Test
  void sharesOfWordsAndVectorsAddUp() {
    float[] vectors = scores(train(shop(), Map.of("history", "1")), "toys", 1);
    float[] words = scores(train(shop(), Map.of("history", "1", "word-share", "1")), "toys", 1);
    float[] mixed = scores(train(shop(), Map.of("history", "1", "word-share", "0.4")), "toys", 1);
    for (int item : new int[] {0, 1, 2, 3}) {
      assertThat(mixed[item]).isCloseTo(.6f * vectors[item] + .4f * words[item], within(1e-5f));
    }
    assertThat(mixed[4]).isLessThan(-1);
  }

  @Test
  void hubsAreTheMeanOfTheNearestAndTakenOffTheScore() {
    TextSimilarity how = new TextSimilarity(0, .5);
    float root = (float) Math.sqrt(.5);
    float[] values = {1, 0, 0, 1, root, root, 0, 0};
    boolean[] present = {true, true, true, false};
    DomainTexts texts =
        DomainTexts.of(
                how,
                0,
                new ContentVectors(values, 2, present),
                new WordVector[0],
                new int[] {0, 1, 2, 3})
            .withHubs(4);
    assertThat(texts.hubness(0)).isCloseTo(root / 2, within(1e-6f));
    assertThat(texts.hubness(2)).isCloseTo(root, within(1e-6f));
    assertThat(texts.handicap(2)).isCloseTo(root / 2, within(1e-6f));
    assertThat(texts.hubness(3)).isZero();

    float[] plain = scores(train(shop(), Map.of()), "toys", 1);
    float[] corrected = scores(train(shop(), Map.of("hubness", "0.5")), "toys", 1);
    assertThat(corrected[0]).isNotCloseTo(plain[0], within(1e-4f));
    assertThat(corrected[4]).isLessThan(-1.5f);
  }

  @Test
  void onlyTheTenNearestCount() {
    int items = 40;
    float[] values = new float[items * 2];
    for (int item = 0; item < items; item++) {
      values[2 * item] = (float) Math.cos(.07 * item);
      values[2 * item + 1] = (float) Math.sin(.07 * item);
    }
    boolean[] present = new boolean[items];
    Arrays.fill(present, true);
    DomainTexts texts =
        DomainTexts.of(
                new TextSimilarity(0, 1),
                0,
                new ContentVectors(values, 2, present),
                new WordVector[0],
                IntStream.range(0, items).toArray())
            .withHubs(items);
    double atTheEnd = IntStream.rangeClosed(1, 10).mapToDouble(n -> Math.cos(.07 * n)).sum() / 10;
    double within = IntStream.rangeClosed(1, 5).mapToDouble(n -> Math.cos(.07 * n)).sum() / 5;
    assertThat((double) texts.hubness(0)).isCloseTo(atTheEnd, within(1e-6));
    assertThat((double) texts.hubness(20)).isCloseTo(within, within(1e-6));
  }

  @Test
  void reasonsAddUpToTheScoreAboveTheLowest() {
    Model model = train(shop(), BOTH);
    float score = scores(model, "toys", 1, 4, 3)[0];
    List<Contribution> reasons = model.explain(new Context(new int[] {1, 4, 3}, new long[3], 1), 0);
    assertThat(reasons.stream().mapToDouble(Contribution::weight).sum())
        .isCloseTo(score + 1.01 + .35, within(1e-5));
    assertThat(reasons.getLast().weight()).isLessThan(reasons.getFirst().weight() + score + 2);
  }

  @Test
  void aBundleScoresTheSameAndLiveItemsAsThoseOfALaterStart() {
    Model model = train(shop(), BOTH);
    Bundle.write(folder, "text", model, PROVENANCE);
    Bundle bundle = Bundle.open(folder, "text");
    assertThat(scores(bundle.load(), "toys", 0, 1)).containsExactly(scores(model, "toys", 0, 1));

    Catalogue extended =
        model
            .catalogue()
            .with(
                List.of(
                    item("toys", "dragon", "Zorbo dragon and captain"),
                    item("games", "game", "Zorbo the game")));
    Model live = ((Extensible) model).over(extended, new int[0]);
    Model later = bundle.load(extended);
    for (String domain : List.of("toys", "books", "games")) {
      assertThat(scores(live, domain, 1)).containsExactly(scores(later, domain, 1), within(1e-6f));
    }
    float[] toys = scores(live, "toys", 1);
    assertThat(toys[5]).isGreaterThan(toys[3]);

    Catalogue renamed = extended.updated(List.of(item("toys", "doll", "Zorbo knight")));
    Model changed = ((Extensible) live).over(renamed, new int[] {3});
    assertThat(scores(changed, "toys", 1)[3]).isGreaterThan(scores(live, "toys", 1)[3]);
  }

  @Test
  void modelsOfOneTextHaveNoWordsInCommon() {
    List<Item> one = new ArrayList<>(List.of(item("toys", "only", "Zorbo pirate ship")));
    Model model = train(Catalogue.of(List.of("toys"), one), BOTH);
    Bundle.write(folder, "lone", model, PROVENANCE);
    assertThat(scores(Bundle.open(folder, "lone").load(), "toys", 0))
        .containsExactly(scores(model, "toys", 0));
  }
}
