package io.kuayu.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.Context;
import io.kuayu.core.Seed;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.core.settings.SettingsException;
import io.kuayu.model.Contribution;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What fewer than k people did is as if nobody had done it. */
class MinUserSupportTest {
  private static final int ITEMS = 2 * Sample.ITEMS_PER_DOMAIN;
  private static final long NOW = Sample.START + 86_400L * 30;

  @TempDir Path cache = Path.of(".");

  /**
   * People who each take a few items, some twice, the first ones more often, the last four never.
   */
  private static List<int[]> people(SplittableRandom random, int number) {
    return Stream.generate(
            () ->
                IntStream.range(0, 3 + random.nextInt(6))
                    .map(n -> (int) ((ITEMS - 4) * Math.pow(random.nextDouble(), 2)))
                    .toArray())
        .limit(number)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"transitions", "item-knn", "ease"})
  void aPairOfTooFewPeopleMovesNoScoreAndNoReason(String family) {
    for (int seed = 0; seed < 12; seed++) {
      SplittableRandom random = new Seed(seed).random();
      List<int[]> people = people(random, 150);
      Map<List<Integer>, Integer> common = common(people);
      int least = 2 + random.nextInt(4);
      int one;
      int other;
      do {
        one = random.nextInt(ITEMS);
        other = random.nextInt(ITEMS);
      } while (one == other || count(common, one, other) > least - 2);
      int fewer = least - 1 - count(common, one, other);
      List<int[]> together = new ArrayList<>(people);
      together.addAll(Collections.nCopies(fewer, new int[] {one, other}));
      List<int[]> apart = new ArrayList<>(people);
      apart.addAll(Collections.nCopies(fewer, new int[] {one}));
      apart.addAll(Collections.nCopies(fewer, new int[] {other}));
      String what =
          "%s, seed %d, %d for %d, %d of %d".formatted(family, seed, one, other, fewer, least);
      assertThat(all(family, least, together)).as(what).isEqualTo(all(family, least, apart));
      assertThat(all(family, 1, together)).as(what).isNotEqualTo(all(family, 1, apart));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"transitions", "item-knn"})
  void reasonsNameJustThePairsThatEnoughPeopleTook(String family) {
    for (int seed = 0; seed < 5; seed++) {
      List<int[]> people = people(new Seed(seed).random(), 150);
      Map<List<Integer>, Integer> pairs =
          family.equals("transitions") ? steps(people) : common(people);
      for (int least : new int[] {1, 2, 3, 5}) {
        try (Model model = train(family, options(least), Sample.data(people))) {
          for (int one = 0; one < ITEMS; one++) {
            for (int other = 0; other < ITEMS; other++) {
              if (one != other || family.equals("transitions")) {
                assertThat(reason(model, one, other) > 0)
                    .as("%s, seed %d, %d for %d, least %d", family, seed, one, other, least)
                    .isEqualTo(pairs.getOrDefault(List.of(one, other), 0) >= least);
              }
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"popularity", "recency"})
  void anItemOfTooFewPeopleIsAsOneThatNobodyTook(String family) {
    List<int[]> people = new ArrayList<>(people(new Seed(5).random(), 60));
    people.addAll(Collections.nCopies(2, new int[] {79, 79, 79}));
    int[] takers = new int[ITEMS];
    people.forEach(taken -> Arrays.stream(taken).distinct().forEach(item -> takers[item]++));
    float[] with = all(family, 3, people);
    float[] without = all(family, 1, people);
    for (int item = 0; item < ITEMS; item++) {
      assertThat(with[item]).as("item %d", item).isEqualTo(takers[item] < 3 ? 0 : without[item]);
    }
    assertThat(without[79]).isPositive();
  }

  /** One and the same number of people for all that is counted in a blend. */
  @Test
  void aBlendTellsItsExperts() {
    List<int[]> people = new ArrayList<>(people(new Seed(6).random(), 60));
    people.addAll(Collections.nCopies(2, new int[] {78, 79}));
    for (int least : new int[] {1, 3}) {
      Map<String, Setting> values = options(least);
      values.put(
          "experts",
          new Setting.Sequence(
              Stream.of("recency-7", "popularity", "transitions", "item-knn", "ease")
                  .<Setting>map(name -> new Setting.Scalar(name, "test"))
                  .toList(),
              "test"));
      try (Model model = train("blend", values, Sample.data(people))) {
        boolean tells = reason(model, 78, 79) != 0;
        assertThat(tells).as("least %d", least).isEqualTo(least == 1);
        float[] scores = new float[Sample.ITEMS_PER_DOMAIN];
        model.score(context(0), 1, scores);
        // The last item but two is one that nobody took.
        assertThat(scores[39] == scores[37]).as("least %d", least).isEqualTo(least == 3);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"popularity", "transitions"})
  void besideNoiseItIsRefused(String family) {
    Map<String, Setting> values = options(5);
    values.put("epsilon", new Setting.Scalar("1", "test"));
    Settings settings = Settings.of(new Setting.Tree(values, "test"));
    var _ = ModelFamilies.trainer(family).trainer(settings);
    assertThatThrownBy(settings::check)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("least-people: is set beside 'epsilon'");
  }

  /** How many people took two items both, at once or not. */
  private static Map<List<Integer>, Integer> common(List<int[]> people) {
    Map<List<Integer>, Integer> common = new HashMap<>();
    for (int[] taken : people) {
      int[] own = Arrays.stream(taken).distinct().toArray();
      for (int one : own) {
        for (int other : own) {
          common.merge(List.of(one, other), 1, Integer::sum);
        }
      }
    }
    return common;
  }

  /** How many people took an item within the five events after another. */
  private static Map<List<Integer>, Integer> steps(List<int[]> people) {
    Map<List<Integer>, Integer> steps = new HashMap<>();
    for (int[] taken : people) {
      Set<List<Integer>> own = new LinkedHashSet<>();
      for (int from = 0; from < taken.length; from++) {
        for (int to = from + 1; to <= from + 5 && to < taken.length; to++) {
          own.add(List.of(taken[from], taken[to]));
        }
      }
      own.forEach(step -> steps.merge(step, 1, Integer::sum));
    }
    return steps;
  }

  private static int count(Map<List<Integer>, Integer> pairs, int one, int other) {
    return pairs.getOrDefault(List.of(one, other), 0);
  }

  private static Map<String, Setting> options(int least) {
    return new LinkedHashMap<>(
        Map.of("least-people", new Setting.Scalar(String.valueOf(least), "test")));
  }

  private static double reason(Model model, int one, int other) {
    return model.explain(context(one), other).stream()
        .filter(contribution -> contribution.event().isPresent())
        .mapToDouble(Contribution::weight)
        .sum();
  }

  private static Context context(int item) {
    return new Context(new int[] {item}, new long[] {NOW - 1}, NOW);
  }

  private Model train(String family, Map<String, Setting> values, TrainingData data) {
    Settings settings = Settings.of(new Setting.Tree(values, "test"));
    var trainer = ModelFamilies.trainer(family).trainer(settings);
    settings.check();
    return trainer.train(data, TrainingRun.quiet(1, cache));
  }

  /** The scores of all items after each one, {@code [ITEMS * ITEMS]}. */
  private float[] all(String family, int least, List<int[]> people) {
    float[] all = new float[ITEMS * ITEMS];
    try (Model model = train(family, options(least), Sample.data(people))) {
      float[] scores = new float[Sample.ITEMS_PER_DOMAIN];
      for (int item = 0; item < ITEMS; item++) {
        for (int domain = 0; domain < 2; domain++) {
          model.score(context(item), domain, scores);
          System.arraycopy(scores, 0, all, item * ITEMS + domain * scores.length, scores.length);
        }
      }
    }
    return all;
  }
}
