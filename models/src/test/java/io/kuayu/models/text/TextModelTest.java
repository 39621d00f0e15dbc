package io.kuayu.models.text;

import static io.kuayu.models.text.TextSample.PROVENANCE;
import static io.kuayu.models.text.TextSample.item;
import static io.kuayu.models.text.TextSample.scores;
import static java.util.Comparator.comparingDouble;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Seed;
import io.kuayu.model.Contribution;
import io.kuayu.model.Model;
import io.kuayu.model.bundle.Bundle;
import io.kuayu.models.content.ContentVectors;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextModelTest {
  @TempDir Path folder;

  private static Catalogue shop() {
    return Catalogue.of(
        List.of("food", "kitchen"),
        List.of(
            item("food", "tea", "Organic green tea, 20 bags"),
            item("food", "rice", "Jasmine rice from Thailand, 5 lb"),
            item("kitchen", "teapot", "Cast iron teapot for green tea"),
            item("kitchen", "cooker", "Electric rice cooker, 6 cups"),
            item("kitchen", "nameless", ""),
            item("kitchen", "pan", "Non-stick frying pan, 10 inch")));
  }

  private Model train(Catalogue catalogue, Map<String, String> options) {
    return TextSample.train(catalogue, options, folder);
  }

  @Test
  void whatReadsLikeTheHistoryComesFirstAndWhatHasNoTextLast() {
    Model model = train(shop(), Map.of());
    float[] afterTea = scores(model, "kitchen", 0);
    assertThat(afterTea[0]).isGreaterThan(afterTea[1]).isGreaterThan(afterTea[3]);
    assertThat(afterTea[2]).isLessThan(-1);
    float[] afterRice = scores(model, "kitchen", 1);
    assertThat(afterRice[1]).isGreaterThan(afterRice[0]).isGreaterThan(afterRice[3]);
    assertThat(scores(model, "kitchen", 0, 1)[1]).isGreaterThanOrEqualTo(afterRice[1]);
  }

  @Test
  void historiesWithoutTextSayNothing() {
    Model model = train(shop(), Map.of());
    assertThat(scores(model, "food")).containsOnly(0);
    assertThat(scores(model, "food", 4)).containsOnly(0);
    assertThat(scores(model, "kitchen", 4)[2]).isLessThan(-1);
  }

  @Test
  void reasonsAddUpToTheScoreAboveTheLowest() {
    Model model = train(shop(), Map.of("history-decay", "0.8", "sharpness", "12"));
    float score = scores(model, "kitchen", 0, 4, 1)[1];
    List<Contribution> reasons = model.explain(new Context(new int[] {0, 4, 1}, new long[3], 1), 3);
    assertThat(reasons.stream().mapToDouble(Contribution::weight).sum())
        .isCloseTo(score - HistorySimilarity.DEFAULT.lowest(), within(1e-5));
    Contribution strongest = Collections.max(reasons, comparingDouble(Contribution::weight));
    assertThat(strongest.event()).hasValue(2);
    assertThat(model.explain(new Context(new int[] {0}, new long[1], 1), 4)).isEmpty();
  }

  @Test
  void aBundleScoresTheSameAndReadsItemsThatAreNew() {
    Model model = train(shop(), Map.of("history-decay", "0.9"));
    Bundle.write(folder, "text", model, PROVENANCE);
    Bundle bundle = Bundle.open(folder, "text");
    assertThat(scores(bundle.load(), "kitchen", 0, 1))
        .containsExactly(scores(model, "kitchen", 0, 1));

    Catalogue extended =
        model
            .catalogue()
            .with(
                List.of(
                    item("kitchen", "new", "Green tea maker with strainer"),
                    item("books", "book", "The book of green tea"),
                    item("books", "other", "Knitting for beginners")));
    Model wider = bundle.load(extended);
    float[] kitchen = scores(wider, "kitchen", 0);
    assertThat(kitchen).hasSize(5);
    assertThat(kitchen[4]).isGreaterThan(kitchen[1]).isGreaterThan(kitchen[3]);
    float[] books = scores(wider, "books", 0);
    assertThat(books[0]).isGreaterThan(books[1]);
  }

  @Test
  void softMaximaLieBetweenTheMaximumAndTheSum() {
    float[][] cosines = {{.2f}, {.5f}, {.5f}};
    assertThat(new HistorySimilarity(10, 1, 1000).of(cosines, 3, 0)).isCloseTo(.5f, within(.001f));
    assertThat(new HistorySimilarity(10, 1, 8).of(cosines, 3, 0))
        .isCloseTo((float) (Math.log(Math.exp(1.6) + 2 * Math.exp(4)) / 8), within(1e-6f));
    assertThat(new HistorySimilarity(10, .5, 8).handicap(3))
        .isCloseTo((float) Math.log(.125) / 8, within(1e-6f));
  }

  @Test
  void sumsOfExponentialsAgreeWithTheSoftMaximum() {
    Model mild = train(shop(), Map.of("history-decay", "0.8", "sharpness", "80"));
    Model sharp = train(shop(), Map.of("history-decay", "0.8", "sharpness", "80.0001"));
    assertThat(scores(mild, "kitchen", 0, 1, 5))
        .containsExactly(scores(sharp, "kitchen", 0, 1, 5), within(2e-6f));
  }

  @Test
  void tilesMultiplyAsThePlainLoopDoes() {
    for (int seed = 0; seed < 20; seed++) {
      var random = new Seed(seed).random();
      int items = 1 + random.nextInt(2 * DomainVectors.TILE + 3);
      int dimension = 1 + random.nextInt(11);
      float[] values = new float[items * dimension];
      int[] ordinals = new int[items];
      for (int at = 0; at < values.length; at++) {
        values[at] = random.nextFloat() - .5f;
      }
      for (int item = 0; item < items; item++) {
        ordinals[item] = items - 1 - item;
      }
      DomainVectors vectors =
          DomainVectors.of(new ContentVectors(values, dimension, new boolean[items]), ordinals);
      float[][] products = new float[2][DomainVectors.TILE];
      int position = random.nextInt(items);
      float[] query = vectors.vector(random.nextInt(items));
      float[][] queries = {new float[dimension], query};
      vectors.products(position / DomainVectors.TILE, queries, products);
      double expected = 0;
      for (int d = 0; d < dimension; d++) {
        expected += (double) query[d] * values[ordinals[position] * dimension + d];
      }
      assertThat((double) products[1][position % DomainVectors.TILE])
          .as("seed %d", seed)
          .isCloseTo(expected, within(1e-5));
    }
  }
}
