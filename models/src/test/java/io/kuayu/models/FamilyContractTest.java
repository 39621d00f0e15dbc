package io.kuayu.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Interactions;
import io.kuayu.core.Item;
import io.kuayu.core.Progress;
import io.kuayu.core.Seed;
import io.kuayu.core.Split;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.Contribution;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.ModelFamily;
import io.kuayu.model.Scoring;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.model.bundle.Bundle;
import io.kuayu.model.bundle.Provenance;
import io.kuayu.model.live.CatalogueExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every family must do. The neural families have suites of their own beside them. */
class FamilyContractTest {
  private static final Set<String> ADDITIVE =
      Set.of("popularity", "recency", "transitions", "item-knn", "ease", "blend");
  private static final Settings WITHOUT_TEXT =
      Settings.of(
          new Setting.Tree(
              Map.of(
                  "experts",
                  new Setting.Sequence(
                      Stream.of("recency-7", "recency-60", "transitions", "item-knn", "ease")
                          .<Setting>map(name -> new Setting.Scalar(name, "test"))
                          .toList(),
                      "test")),
              "test"));
  private static final TrainingData DATA = Sample.data(3, 120);

  @TempDir Path folder;

  static Stream<ModelFamily> families() {
    return ModelFamilies.all().stream().filter(family -> ADDITIVE.contains(family.name()));
  }

  private Model train(ModelFamily family, TrainingData data, int threads) {
    Settings settings = family.name().equals("blend") ? WITHOUT_TEXT : Settings.empty();
    var trainer = ModelFamilies.trainer(family.name()).trainer(settings);
    settings.check();
    return trainer.train(
        data, new TrainingRun(new Seed(5), threads, folder, Progress.NONE, () -> false));
  }

  private static float[] scores(Model model, Context context, int domain) {
    float[] scores = new float[model.catalogue().ordinals(domain).length];
    Arrays.fill(scores, Float.NaN);
    model.score(context, domain, scores);
    return scores;
  }

  /** Histories of the validation targets, and an empty one. */
  private static List<Context> contexts(Interactions interactions) {
    List<Context> contexts = new ArrayList<>();
    for (int user = 0; user < interactions.users(); user += 7) {
      contexts.add(interactions.before(user, interactions.end(user) - 1));
    }
    contexts.add(new Context(new int[0], new long[0], Sample.START + 86_400L * 100));
    contexts.add(new Context(new int[0], new long[0], 0));
    contexts.add(new Context(new int[0], new long[0], Sample.START + 86_400L * 365 * 500));
    return contexts;
  }

  private static List<float[]> allScores(Model model) {
    List<float[]> all = new ArrayList<>();
    for (Context context : contexts(DATA.interactions())) {
      all.add(scores(model, context, 0));
      all.add(scores(model, context, 1));
    }
    return all;
  }

  private static void assertSame(List<float[]> actual, List<float[]> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int n = 0; n < actual.size(); n++) {
      assertThat(actual.get(n)).isEqualTo(expected.get(n));
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void scoresAreFiniteAndUseful(ModelFamily family) {
    List<float[]> all = allScores(train(family, DATA, 1));
    for (float[] scores : all) {
      for (float score : scores) {
        assertThat(Float.isFinite(score)).isTrue();
      }
    }
    float[] first = all.getFirst();
    assertThat(IntStream.range(0, first.length).mapToObj(n -> first[n]).distinct().count())
        .isGreaterThan(3);
  }

  @ParameterizedTest
  @MethodSource("families")
  void sameBitsTwiceAndForAnyNumberOfThreads(ModelFamily family) {
    List<float[]> expected = allScores(train(family, DATA, 1));
    assertSame(allScores(train(family, DATA, 1)), expected);
    assertSame(allScores(train(family, DATA, 3)), expected);
  }

  @ParameterizedTest
  @MethodSource("families")
  void theOrderOfPeopleChangesNothing(ModelFamily family) {
    List<float[]> expected = allScores(train(family, DATA, 1));
    List<float[]> actual = allScores(train(family, reversed(DATA), 1));
    for (int n = 0; n < expected.size(); n++) {
      assertThat(actual.get(n)).containsExactly(expected.get(n), within(1e-5f));
    }
  }

  private static TrainingData reversed(TrainingData data) {
    Interactions all = data.interactions();
    List<Integer> order = new ArrayList<>(IntStream.range(0, all.users()).boxed().toList());
    Collections.reverse(order);
    int[] offsets = new int[all.users() + 1];
    int[] items = new int[all.events()];
    long[] times = new long[all.events()];
    byte[] parts = new byte[all.events()];
    List<String> names = new ArrayList<>();
    int count = 0;
    for (int user : order) {
      for (int event = all.begin(user); event < all.end(user); event++) {
        items[count] = all.item(event);
        times[count] = all.timestamp(event);
        parts[count++] = all.part(event).code();
      }
      names.add(all.user(user));
      offsets[names.size()] = count;
    }
    return new TrainingData(
        data.catalogue(),
        new Interactions(
            names, offsets, items, times, parts, new byte[count], new float[count], List.of("x")));
  }

  @ParameterizedTest
  @MethodSource("families")
  void theValidationPartIsNotLearntFrom(ModelFamily family) {
    assumeFalse(family.name().equals("blend"), "chooses its weights by it");
    TrainingData without =
        new TrainingData(DATA.catalogue(), DATA.interactions().upTo(Split.TRAIN));
    assertSame(allScores(train(family, without, 1)), allScores(train(family, DATA, 1)));
  }

  @ParameterizedTest
  @MethodSource("families")
  void aBundleGivesTheSameBits(ModelFamily family) {
    Model model = train(family, DATA, 1);
    Bundle.write(
        folder, family.name(), model, new Provenance("f", "s", 5, Map.of(), Map.of(), Map.of(), 0));
    assertSame(allScores(Bundle.open(folder, family.name()).load()), allScores(model));
  }

  @ParameterizedTest
  @MethodSource("families")
  void anExtendedCatalogueServesItemsAndDomainsNeverSeen(ModelFamily family) {
    Model model = train(family, DATA, 1);
    Bundle.write(
        folder, family.name(), model, new Provenance("f", "s", 5, Map.of(), Map.of(), Map.of(), 0));
    Catalogue extended =
        model.catalogue().with(List.of(Sample.item("books", 77), Sample.item("tools", 0)));
    Model loaded = Bundle.open(folder, family.name()).load(extended);
    Model live = CatalogueExtension.of(model, extended);
    assertThat(live.catalogue()).isSameAs(extended);
    assertSame(allScores(live), allScores(loaded));
    int unseen = extended.size() - 2;
    Context context =
        new Context(new int[] {unseen, 0, unseen + 1}, new long[3], Sample.START + 86_400L * 100);
    Context known = new Context(new int[] {0}, new long[1], Sample.START + 86_400L * 100);
    float[] expected = scores(model, known, 0);
    float[] actual = scores(loaded, known, 0);
    if (!family.name().equals("blend")) {
      assertThat(Arrays.copyOf(actual, expected.length)).isEqualTo(expected);
    }
    for (int domain = 0; domain < 3; domain++) {
      for (float score : scores(loaded, context, domain)) {
        assertThat(Float.isFinite(score)).isTrue();
      }
    }
    assertThat(loaded.explain(context, unseen + 1)).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("families")
  void aChangedTextIsReadAnewAndNothingElseChanges(ModelFamily family) {
    Model model = train(family, DATA, 1);
    Item changed = Sample.item("books", 77);
    Catalogue own = model.catalogue();
    Item before = own.item(0);
    Item after = new Item(before.key(), changed.title(), changed.text(), before.attributes());
    Model live = CatalogueExtension.of(model, own.updated(List.of(after)));
    Model back = CatalogueExtension.of(live, own);
    assertThat(live.catalogue().item(0)).isEqualTo(after);
    if (!family.name().equals("blend") && !family.name().equals("text")) {
      assertSame(allScores(live), allScores(model));
    }
    for (int domain = 0; domain < own.domains().size(); domain++) {
      Context context = new Context(new int[] {1, 2}, new long[2], Sample.START + 86_400L * 100);
      float[] expected = scores(model, context, domain);
      float[] actual = scores(back, context, domain);
      for (int position = 0; position < expected.length; position++) {
        assertThat(actual[position]).isCloseTo(expected[position], within(1e-3f));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void aScoringTellsTheSameAsTheModel(ModelFamily family) {
    Model model = train(family, DATA, 1);
    Context context = new Context(new int[] {1, 2, 3}, new long[3], Sample.START + 86_400L * 100);
    Scoring scoring = model.scoring(context, 0);
    assertThat(scoring.scores()).isEqualTo(scores(model, context, 0));
    int[] items = Arrays.copyOf(model.catalogue().ordinals(0), 3);
    List<List<Contribution>> contributions = scoring.explain(items);
    for (int index = 0; index < items.length; index++) {
      assertThat(scoring.source(items[index])).isEqualTo(model.source(context, items[index]));
      assertThat(contributions.get(index)).isEqualTo(model.explain(context, items[index]));
      double sum =
          scoring.parts(items[index]).values().stream().mapToDouble(Double::doubleValue).sum();
      assertThat(sum)
          .isCloseTo(scoring.scores()[model.catalogue().positionOf(items[index])], within(1e-3));
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void oneDomainAloneAndNoDataAtAllAreFine(ModelFamily family) {
    Model alone = train(family, DATA.onlyDomain(1), 1);
    Context context = contexts(DATA.interactions()).getFirst();
    assertThat(scores(alone, context, 1)).doesNotContain(Float.NaN);
    TrainingData nothing =
        new TrainingData(DATA.catalogue(), DATA.interactions().where(event -> false));
    assertThat(scores(train(family, nothing, 2), context, 0)).containsOnly(0f);
  }

  @ParameterizedTest
  @MethodSource("families")
  void theContributionsSumToTheScore(ModelFamily family) {
    Model model = train(family, DATA, 1);
    for (Context context : contexts(DATA.interactions())) {
      for (int domain = 0; domain < 2; domain++) {
        float[] scores = scores(model, context, domain);
        for (int item : model.catalogue().ordinals(domain)) {
          double sum =
              model.explain(context, item).stream().mapToDouble(Contribution::weight).sum();
          float score = scores[model.catalogue().positionOf(item)];
          assertThat(sum).isCloseTo(score, within(1e-4 * (1 + Math.abs(score))));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void manyThreadsMayAskAtOnce(ModelFamily family) {
    Model model = train(family, DATA, 1);
    List<float[]> expected = allScores(model);
    IntStream.range(0, 16).parallel().forEach(n -> assertSame(allScores(model), expected));
  }
}
