package io.kuayu.training.generative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Seed;
import io.kuayu.models.content.ContentVectors;
import io.kuayu.models.dense.ParameterShapes;
import io.kuayu.models.generative.GeneratedItem;
import io.kuayu.models.generative.GenerativeModel;
import io.kuayu.models.generative.GenerativeParameters;
import io.kuayu.models.generative.GenerativeScoringOptions;
import io.kuayu.models.generative.GenerativeState;
import io.kuayu.models.recency.RecencyPrior;
import io.kuayu.models.semantic.Codebooks;
import io.kuayu.models.semantic.SemanticIds;
import io.kuayu.training.transformer.SmallTransformer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The laws of writing, on networks and ids that are drawn. */
class ConstrainedBeamSearchTest {
  private static final int ITEMS = 120;
  private static final int WORLDS = 12;

  private static GenerativeModel model(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Item> items = new ArrayList<>();
    for (int item = 0; item < ITEMS; item++) {
      items.add(new Item(new ItemKey(item % 3 == 0 ? "a" : "b", "i" + item), "", "", Map.of()));
    }
    Catalogue catalogue = Catalogue.of(List.of("a", "b"), items);
    int width = 4;
    float[] vectors = new float[ITEMS * width];
    for (int at = 0; at < vectors.length; at++) {
      vectors[at] = (at / width) % 7 == 6 ? 0 : (float) random.nextGaussian();
    }
    Codebooks books = Codebooks.fit(vectors, width, 3, new Seed(seed), 1);
    SemanticIds ids =
        SemanticIds.assign(
            books, catalogue, ContentVectors.ofNonZero(vectors, width), new int[ITEMS]);
    GenerativeParameters.Shape shape =
        new GenerativeParameters.Shape(8, 1, 2, 2, 16, 8, 2, ids.vocabulary(), 1);
    GenerativeParameters parameters = GenerativeParameters.initial(shape, new Seed(seed));
    // Louder than at the beginning of a training, so that chances differ.
    parameters
        .values()
        .computeIfPresent(
            ParameterShapes.weight(GenerativeParameters.WRITTEN),
            (name, values) -> {
              for (int at = 0; at < values.length; at++) {
                values[at] *= 40;
              }
              return values;
            });
    RecencyPrior.Log[] logs = new RecencyPrior.Log[2];
    for (int domain = 0; domain < 2; domain++) {
      int size = catalogue.ordinals(domain).length;
      long[] times = new long[50];
      int[] columns = new int[50];
      for (int event = 0; event < 50; event++) {
        times[event] = event * SmallTransformer.DAY / 2;
        columns[event] = random.nextInt(size);
      }
      logs[domain] = new RecencyPrior.Log(times, columns, size);
    }
    GenerativeScoringOptions settings =
        new GenerativeScoringOptions(8, 1 + random.nextInt(40), List.of(7.0));
    return new GenerativeModel(
        catalogue,
        settings,
        new GenerativeState(
            parameters, ids, Optional.empty(), RecencyPrior.of(logs, new double[] {7})));
  }

  private static Context context(SplittableRandom random) {
    int[] items = random.ints(random.nextInt(12), 0, ITEMS).toArray();
    return TinyGenerative.context(items);
  }

  @Test
  void onlyAllowedItemsOfTheDomainAreWrittenWhateverTheBeam() {
    for (long seed = 0; seed < WORLDS; seed++) {
      GenerativeModel model = model(seed);
      SplittableRandom random = new SplittableRandom(seed);
      for (int domain = 0; domain < 2; domain++) {
        int[] ordinals = model.catalogue().ordinals(domain);
        BitSet allowed = new BitSet();
        for (int position = 0; position < ordinals.length; position++) {
          allowed.set(position, random.nextInt(4) == 0);
        }
        int beam = 1 + random.nextInt(8);
        List<GeneratedItem> found = model.generate(context(random), domain, 10, beam, allowed::get);
        assertThat(found).as("seed %s", seed).isNotEmpty();
        assertThat(found.stream().mapToInt(GeneratedItem::item).distinct().count())
            .isEqualTo(found.size());
        for (GeneratedItem one : found) {
          assertThat(model.catalogue().domainOf(one.item())).isEqualTo(domain);
          assertThat(allowed.get(model.catalogue().positionOf(one.item())))
              .as("seed %s, item %s", seed, one.item())
              .isTrue();
          assertThat(one.logProbability()).isFinite().isNotPositive();
        }
        assertThat(found)
            .isSortedAccordingTo(Comparator.comparingDouble(one -> -one.logProbability()));
      }
    }
  }

  @Test
  void nothingAllowedWritesNothing() {
    GenerativeModel model = model(1);
    assertThat(model.generate(TinyGenerative.context(1), 0, 10, 5, position -> false)).isEmpty();
    assertThat(model.generate(TinyGenerative.context(1), 0, 10, 5, position -> position == 3))
        .hasSize(1);
  }

  @Test
  void aBeamThatIsWideEnoughFindsWhatScoringEachItemAloneFinds() {
    for (long seed = 0; seed < WORLDS; seed++) {
      GenerativeModel model = model(seed);
      Context context = context(new SplittableRandom(seed));
      for (int domain = 0; domain < 2; domain++) {
        int[] items = model.catalogue().ordinals(domain);
        List<GeneratedItem> found =
            model.generate(context, domain, items.length, ITEMS, position -> true);
        assertThat(found).hasSameSizeAs(items);
        double sum = 0;
        for (GeneratedItem one : found) {
          float alone = model.logProbabilities(context, domain, new int[] {one.item()})[0];
          assertThat(one.logProbability())
              .as("seed %s, item %s", seed, one.item())
              .isCloseTo(alone, within(1e-5f));
          sum += Math.exp(alone);
        }
        assertThat(sum).as("seed %s", seed).isCloseTo(1, within(1e-4));
      }
    }
  }

  @Test
  void scoresSumToOneHoweverNarrowTheBeam() {
    for (long seed = 0; seed < WORLDS; seed++) {
      GenerativeModel model = model(seed);
      Context context = context(new SplittableRandom(seed));
      for (int domain = 0; domain < 2; domain++) {
        float[] scores = TinyGenerative.scores(model, context, domain);
        double sum = 0;
        for (float score : scores) {
          sum += Math.exp(score);
        }
        assertThat(sum).as("seed %s", seed).isCloseTo(1, within(1e-4));
      }
    }
  }

  @Test
  void withoutALouderNetworkTheChancesAreThePriorsShares() {
    GenerativeModel loud = model(5);
    GenerativeParameters.Shape shape = loud.state().parameters().shape();
    GenerativeParameters silent = GenerativeParameters.initial(shape, new Seed(1));
    float[] written = silent.get(ParameterShapes.weight(GenerativeParameters.WRITTEN));
    Arrays.fill(written, 0);
    GenerativeModel model =
        new GenerativeModel(
            loud.catalogue(),
            new GenerativeScoringOptions(8, 3, List.of(7.0)),
            new GenerativeState(silent, loud.ids(), Optional.empty(), loud.state().prior()));
    Context context = TinyGenerative.context(1, 2);
    float[] scores = TinyGenerative.scores(model, context, 1);
    RecencyPrior.Lookup lookup = loud.state().prior().lookup(1);
    double sum = 0;
    double[] shares = new double[scores.length];
    for (int position = 0; position < shares.length; position++) {
      shares[position] = RecencyPrior.odds(lookup.count(position, context.now(), 0));
      sum += shares[position];
    }
    for (int position = 0; position < shares.length; position++) {
      assertThat((double) scores[position])
          .isCloseTo(Math.log(shares[position] / sum), within(1e-4));
    }
  }
}
