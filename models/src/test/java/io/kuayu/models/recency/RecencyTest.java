package io.kuayu.models.recency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecencyTest {
  private static final long DAY = 86_400;
  private static final Context NOBODY_AT_TEN = new Context(new int[0], new long[0], 10 * DAY);

  private static RecencyModel model(double[] days, double[] weights, long[]... times) {
    Catalogue catalogue =
        Catalogue.of(
            List.of("d"),
            IntStream.range(0, times.length)
                .mapToObj(n -> new Item(new ItemKey("d", "" + n), "", "", Map.of()))
                .toList());
    int[] offsets = new int[times.length + 1];
    for (int item = 0; item < times.length; item++) {
      offsets[item + 1] = offsets[item] + times[item].length;
    }
    return new RecencyModel(
        catalogue,
        new ItemEventTimes(offsets, Arrays.stream(times).flatMapToLong(Arrays::stream).toArray()),
        new ExponentialDecay(Arrays.stream(days).map(day -> day * DAY).toArray(), weights));
  }

  private static float[] scores(RecencyModel model, Context context) {
    float[] scores = new float[model.catalogue().size()];
    model.score(context, 0, scores);
    return scores;
  }

  private static float scaled(double count) {
    return (float) (count >= 1 ? 1 + Math.log(count) : count > 0 ? 1 / (1 - Math.log(count)) : 0);
  }

  @Test
  void countsOnlyEventsStrictlyBeforeTheMoment() {
    RecencyModel model =
        model(
            new double[] {7},
            new double[] {1},
            new long[] {10 * DAY},
            new long[] {10 * DAY - 1, 11 * DAY},
            new long[] {3 * DAY});
    assertThat(scores(model, NOBODY_AT_TEN)[0]).isZero();
    assertThat(scores(model, NOBODY_AT_TEN)[1]).isCloseTo(1, within(1e-4f));
    assertThat(scores(model, NOBODY_AT_TEN)[2]).isCloseTo(.5f, within(1e-6f));
  }

  @Test
  void leavesOutThePersonsOwnEvents() {
    RecencyModel model =
        model(new double[] {7}, new double[] {1}, new long[] {DAY, 3 * DAY}, new long[] {3 * DAY});
    Context own = new Context(new int[] {0, 1}, new long[] {3 * DAY, 3 * DAY}, 10 * DAY);
    assertThat(scores(model, own)[0]).isCloseTo(scaled(Math.exp(-9 / 7.0)), within(1e-6f));
    assertThat(scores(model, own)[1]).isZero();
    Context later = new Context(new int[] {1}, new long[] {4 * DAY}, 10 * DAY);
    assertThat(scores(model, later)[1]).isCloseTo(scaled(Math.exp(-1)), within(1e-6f));
  }

  @Test
  void isTheWeightedSumOfItsDecays() {
    for (int seed = 0; seed < 50; seed++) {
      SplittableRandom random = new Seed(seed).random();
      long[] times = random.longs(1 + random.nextInt(30), 0, 100 * DAY).sorted().toArray();
      long now = random.nextLong(120 * DAY);
      double expected = 0;
      for (long time : times) {
        double age = (double) (now - time) / DAY;
        expected += time < now ? 2 * Math.exp(-age / 4) + .5 * Math.exp(-age / 30) : 0;
      }
      RecencyModel model = model(new double[] {4, 30}, new double[] {2, .5}, times);
      float actual = scores(model, new Context(new int[0], new long[0], now))[0];
      assertThat(actual).as("seed %d", seed).isCloseTo(scaled(expected), within(1e-5f));
    }
  }

  @Test
  void answersForAMomentWhateverWasAskedBefore() {
    long[][] times = {{DAY, 5 * DAY}, {3 * DAY}, {}};
    RecencyModel asked = model(new double[] {4}, new double[] {1}, times);
    for (int seed = 0; seed < 200; seed++) {
      long now = new Seed(seed).random().nextLong(8) * DAY;
      Context context = new Context(new int[0], new long[0], now);
      assertThat(scores(asked, context))
          .as("seed %d", seed)
          .containsExactly(scores(model(new double[] {4}, new double[] {1}, times), context));
    }
  }

  @Test
  void equalLogsAreHeldOnce() {
    ItemEventTimes first = new ItemEventTimes(new int[] {0, 1}, new long[] {DAY}).shared();
    assertThat(new ItemEventTimes(new int[] {0, 1}, new long[] {DAY}).shared()).isSameAs(first);
    ItemEventTimes other = new ItemEventTimes(new int[] {0, 1}, new long[] {2 * DAY});
    assertThat(other.shared()).isSameAs(other);
  }

  @Test
  void keepsTheOrderLongAfterTheLastEvent() {
    RecencyModel model =
        model(
            new double[] {4},
            new double[] {1},
            new long[] {0, 100 * DAY},
            new long[] {100 * DAY, 100 * DAY},
            new long[] {101 * DAY},
            new long[] {50 * DAY},
            new long[0]);
    for (long years : new long[] {0, 1, 10, 300}) {
      Context context = new Context(new int[0], new long[0], (102 + 365 * years) * DAY);
      float[] s = scores(model, context);
      assertThat(List.of(s[4], s[3], s[0], s[2], s[1])).as("%d years", years).isSorted();
      assertThat(new float[] {s[4], s[3], s[0], s[2], s[1]}).doesNotHaveDuplicates();
    }
  }
}
