package io.kuayu.models.transitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Interactions;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.Contribution;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.model.bundle.Bundle;
import io.kuayu.model.bundle.Provenance;
import io.kuayu.model.live.CatalogueExtension;
import io.kuayu.privacy.dp.GaussianNoise;
import io.kuayu.privacy.dp.Guarantee;
import io.kuayu.privacy.dp.PrivacyBudget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Private transitions that correct what texts say. */
class PrivateTransitionsTest {
  private static final PrivacyBudget BUDGET = new PrivacyBudget(8, 1e-5, 20);
  private static final Map<String, String> OPTIONS =
      Map.of("epsilon", "8", "delta", "1e-5", "text-pairs", "3");
  private static final Provenance PROVENANCE =
      new Provenance("abc", "leave-one-out", 42, Map.of(), Map.of(), Map.of(), 1.5);
  private static final List<String> TITLES =
      List.of(
          "Green tea, loose leaves",
          "Black tea, loose leaves",
          "White tea, loose leaves",
          "Herbal tea in bags",
          "Running shoes for men",
          "Trail running shoes",
          "Walking shoes, leather",
          "Chess board of wood",
          "Chess clock, digital",
          "Travel chess set");

  @TempDir Path folder = Path.of(".");

  private static Catalogue catalogue() {
    List<Item> items = new ArrayList<>();
    for (int item = 0; item < TITLES.size(); item++) {
      items.add(item(item, TITLES.get(item)));
    }
    return Catalogue.of(List.of("shop"), items);
  }

  private static Item item(int number, String title) {
    return new Item(new ItemKey("shop", "i" + number), title, title, Map.of());
  }

  private static Interactions people(List<int[]> histories) {
    int[] offsets = new int[histories.size() + 1];
    for (int user = 0; user < histories.size(); user++) {
      offsets[user + 1] = offsets[user] + histories.get(user).length;
    }
    int[] items = histories.stream().flatMapToInt(Arrays::stream).toArray();
    return new Interactions(
        IntStream.range(0, histories.size()).mapToObj(user -> "u" + user).toList(),
        offsets,
        items,
        new long[items.length],
        new byte[items.length],
        new byte[items.length],
        new float[items.length],
        List.of("view"));
  }

  private Model train(List<int[]> histories, Map<String, String> options) {
    Settings settings = settings(options);
    var trainer = ModelFamilies.trainer("transitions").trainer(settings);
    settings.check();
    return trainer.train(
        new TrainingData(catalogue(), people(histories)), TrainingRun.quiet(1, folder));
  }

  private static Settings settings(Map<String, String> options) {
    Map<String, Setting> values = new LinkedHashMap<>();
    options.forEach((key, value) -> values.put(key, new Setting.Scalar(value, "test")));
    return Settings.of(new Setting.Tree(values, "test"));
  }

  private static float[] scores(Model model, int... history) {
    float[] scores = new float[model.catalogue().size()];
    model.score(new Context(history, new long[history.length], 1), 0, scores);
    return scores;
  }

  /**
   * Half of the people take green tea and then a black one, the others a white one and then shoes.
   */
  private static List<int[]> crowd() {
    return IntStream.range(0, 3_000)
        .mapToObj(user -> user % 2 == 0 ? new int[] {0, 1} : new int[] {2, 5})
        .toList();
  }

  /** What all people of a data set give, in steps of the noise. */
  private static long[] sums(List<int[]> histories, long[] list, boolean pairs) {
    GaussianNoise noise = GaussianNoise.repeatable(1, 1);
    long[] sums = new long[pairs ? list.length : TITLES.size()];
    Interactions people = people(histories);
    for (int user = 0; user < people.users(); user++) {
      int[] own = NoisyPairCounts.lastItems(people, user, BUDGET);
      if (pairs) {
        NoisyPairCounts.addPairs(own, list, 5, noise, sums);
      } else {
        NoisyPairCounts.addItems(own, noise, sums);
      }
    }
    return sums;
  }

  @Test
  void aPersonMoreMovesEachReleaseByALengthOfOneAtMost() {
    Random random = new Random(3);
    GaussianNoise noise = GaussianNoise.repeatable(1, 1);
    long[] list =
        IntStream.range(0, TITLES.size())
            .boxed()
            .flatMapToLong(
                one ->
                    IntStream.range(one + 1, TITLES.size())
                        .filter(other -> (one + other) % 3 != 0)
                        .mapToLong(other -> NearPairs.key(one, other)))
            .sorted()
            .toArray();
    List<int[]> others = new ArrayList<>();
    double longest = 0;
    for (int round = 0; round < 60; round++) {
      int[] added = random.ints(random.nextInt(60), 0, TITLES.size()).toArray();
      List<int[]> with = new ArrayList<>(others);
      with.add(random.nextInt(with.size() + 1), added);
      for (boolean pairs : new boolean[] {true, false}) {
        long[] before = sums(others, list, pairs);
        long[] after = sums(with, list, pairs);
        double square = 0;
        for (int at = 0; at < before.length; at++) {
          square += Math.pow(noise.value(after[at] - before[at]), 2);
        }
        longest = Math.max(longest, Math.sqrt(square));
      }
      others.add(added);
    }
    assertThat(longest).isLessThanOrEqualTo(1).isGreaterThan(.999);
  }

  @Test
  void bothReleasesTogetherKeepToTheBudget() {
    for (double epsilon : new double[] {8, 3, 1}) {
      Guarantee guarantee =
          ModelFamilies.trainer("transitions")
              .guarantee(
                  settings(
                      Map.of(
                          "epsilon",
                          Double.toString(epsilon),
                          "delta",
                          "1e-5",
                          "text-pairs",
                          "50")))
              .orElseThrow();
      assertThat(guarantee.epsilon()).isLessThanOrEqualTo(epsilon).isCloseTo(epsilon, within(.02));
      assertThat(guarantee.mechanisms()).hasSize(2).allMatch(each -> each.clip() == 1);
    }
  }

  @Test
  void onlyPairsThatAreNearByTextAreLearnt() {
    Model nobody = train(List.of(), OPTIONS);
    Model crowd = train(crowd(), OPTIONS);
    // Black tea after green tea, against white tea, which nobody took after it.
    float before = scores(nobody, 0)[1] - scores(nobody, 0)[2];
    float after = scores(crowd, 0)[1] - scores(crowd, 0)[2];
    assertThat(after).isGreaterThan(before + 1);
    // Shoes after white tea are as frequent and not near; popularity lifts them for everybody.
    float apart = scores(crowd, 2)[5] - scores(crowd, 7)[5];
    assertThat(apart).isCloseTo(scores(nobody, 2)[5] - scores(nobody, 7)[5], within(.5f));
  }

  @Test
  void aBundleAndALaterCatalogueGiveTheSameScores() {
    Model model = train(crowd(), OPTIONS);
    Bundle.write(folder, "transitions", model, PROVENANCE);
    assertThat(scores(Bundle.open(folder, "transitions").load(), 0, 4))
        .isEqualTo(scores(model, 0, 4));
    Catalogue later = model.catalogue().with(List.of(item(99, "Green tea from Japan")));
    float[] live = scores(CatalogueExtension.of(model, later), 10);
    assertThat(live)
        .isEqualTo(scores(Bundle.open(folder, "transitions").load(later), 10))
        .hasSize(TITLES.size() + 1);
    assertThat(live[0]).isGreaterThan(live[7]);
  }

  @Test
  void reasonsDivideWhatThePairsAdd() {
    Model nobody = train(List.of(), OPTIONS);
    Model crowd = train(crowd(), OPTIONS);
    Context context = new Context(new int[] {0, 7}, new long[2], 1);
    double added = scores(crowd, 0, 7)[1] - scores(nobody, 0, 7)[1];
    double told = sum(crowd.explain(context, 1)) - sum(nobody.explain(context, 1));
    assertThat(told).isCloseTo(added, within(1e-3));
    assertThat(crowd.explain(context, 1)).extracting(Contribution::kind).contains("popularity");
  }

  private static double sum(List<Contribution> contributions) {
    return contributions.stream().mapToDouble(Contribution::weight).sum();
  }

  @Test
  void noiseAloneIsShrunkAwayAndWhatStandsOutIsNot() {
    Random random = new Random(5);
    double[] pairs = random.doubles(20_000).map(_ -> random.nextGaussian()).toArray();
    for (int pair = 0; pair < 20; pair++) {
      pairs[pair] += 12;
    }
    double[] shrunk = new NoisyPairCounts(new double[0], pairs).shrunkPairs(1);
    assertThat(Arrays.stream(shrunk).limit(20).min().orElseThrow()).isGreaterThan(8);
    double rest = Arrays.stream(shrunk).skip(20).sum();
    assertThat(rest).isLessThan(.1 * Arrays.stream(pairs).skip(20).filter(pair -> pair > 0).sum());
  }

  @Test
  void textPairsNeedABudget() {
    assertThatThrownBy(() -> train(List.of(), Map.of("text-pairs", "3")))
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("text-pairs");
  }
}
