package io.kuayu.models.recency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Interactions;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.model.TrainingData;
import io.kuayu.privacy.dp.GaussianNoise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NoisyWindowCountsTest {
  private static final long DAY = 86_400;
  private static final double HARDLY_ANY = 1e-9;

  /** People who each take the items at the days. */
  private static TrainingData data(int items, List<int[]> taken, List<int[]> days) {
    List<Item> catalogue = new ArrayList<>();
    for (int item = 0; item < items; item++) {
      catalogue.add(new Item(new ItemKey("shop", "i" + item), "", "", Map.of()));
    }
    List<String> people = new ArrayList<>();
    int[] offsets = new int[taken.size() + 1];
    for (int person = 0; person < taken.size(); person++) {
      people.add("u" + person);
      offsets[person + 1] = offsets[person] + taken.get(person).length;
    }
    int events = offsets[taken.size()];
    return new TrainingData(
        Catalogue.of(List.of("shop"), catalogue),
        new Interactions(
            people,
            offsets,
            taken.stream().flatMapToInt(Arrays::stream).toArray(),
            days.stream().flatMapToInt(Arrays::stream).mapToLong(day -> day * DAY).toArray(),
            new byte[events],
            new byte[events],
            new float[events],
            List.of("view")));
  }

  private static TrainingData events(NoisyWindowCounts windows, TrainingData data, long seed) {
    return windows.events(data, GaussianNoise.repeatable(windows.deviation(), seed));
  }

  /** How often an item is told at a day. */
  private static Map<String, Integer> told(TrainingData noisy) {
    Map<String, Integer> told = new TreeMap<>();
    Interactions events = noisy.interactions();
    for (int event = 0; event < events.events(); event++) {
      told.merge(events.item(event) + "@" + events.timestamp(event) / DAY, 1, Integer::sum);
    }
    return told;
  }

  @Test
  void countsPeopleAtTheEndOfEachWindow() {
    TrainingData data =
        data(
            3,
            List.of(new int[] {0, 0, 1}, new int[] {0, 2}, new int[] {1, 0}),
            List.of(new int[] {1, 2, 9}, new int[] {6, 7}, new int[] {0, 13}));
    NoisyWindowCounts windows = new NoisyWindowCounts(HARDLY_ANY, 5, 7);
    assertThat(told(events(windows, data, 1)))
        .isEqualTo(Map.of("0@7", 2, "1@14", 1, "2@14", 1, "1@7", 1, "0@14", 1));
  }

  @Test
  void onlyTheLastEventsOfAPersonCount() {
    TrainingData data = data(3, List.of(new int[] {0, 1, 2, 2}), List.of(new int[] {1, 8, 15, 16}));
    NoisyWindowCounts windows = new NoisyWindowCounts(HARDLY_ANY, 2, 7);
    assertThat(told(events(windows, data, 1))).isEqualTo(Map.of("1@14", 1, "2@21", 1));
  }

  /** The noise is made for a person who moves the counts by the clip at most. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5})
  void nobodyMovesTheCountsByMoreThanTheClip(int most) {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 50; round++) {
      List<int[]> taken = new ArrayList<>();
      List<int[]> days = new ArrayList<>();
      for (int person = 0; person < 8; person++) {
        int events = 1 + random.nextInt(12);
        taken.add(random.ints(events, 0, 6).toArray());
        days.add(random.ints(events, 0, 60).sorted().toArray());
      }
      NoisyWindowCounts windows = new NoisyWindowCounts(HARDLY_ANY, most, 7);
      Map<String, Integer> with = told(events(windows, data(6, taken, days), round));
      Map<String, Integer> without =
          told(events(windows, data(6, taken.subList(1, 8), days.subList(1, 8)), round));
      without.forEach((cell, count) -> with.merge(cell, -count, Integer::sum));
      double squares = with.values().stream().mapToDouble(change -> change * change).sum();
      assertThat(Math.sqrt(squares)).isLessThanOrEqualTo(windows.mechanism().clip() + 1e-9);
    }
  }

  /** Pairs that nobody touched are told as often, and as high, as normal noise would have them. */
  @Test
  void pairsWithoutEventsGetTheTailOfTheNoise() {
    int items = 50;
    int span = 200_000;
    TrainingData data = data(items, List.of(new int[] {0, 0}), List.of(new int[] {0, span - 1}));
    NoisyWindowCounts windows = new NoisyWindowCounts(100, 1, 1);
    Map<String, Integer> told = told(events(windows, data, 8));
    double expected = (double) items * span * tail(4);
    assertThat(told.size()).isCloseTo((int) expected, within((int) (5 * Math.sqrt(expected))));
    double mean = told.values().stream().mapToInt(Integer::intValue).average().orElse(0);
    // The mean of a normal variable above 4, in deviations: density over tail.
    double high = density(4) / tail(4);
    assertThat(mean / 100).isCloseTo(high, within(.1));
    assertThat(told.values()).allMatch(count -> count >= 400);
  }

  private static double density(double at) {
    return Math.exp(-at * at / 2) / Math.sqrt(2 * Math.PI);
  }

  private static double tail(double from) {
    double sum = 0;
    double step = 1e-5;
    for (double at = from; at < from + 8; at += step) {
      sum += step * (density(at) + density(at + step)) / 2;
    }
    return sum;
  }

  @Test
  void ofNobodyNothingIsTold() {
    TrainingData data = data(3, List.of(new int[0]), List.of(new int[0]));
    assertThat(new NoisyWindowCounts(1, 5, 7).events(data).interactions().events()).isZero();
  }
}
