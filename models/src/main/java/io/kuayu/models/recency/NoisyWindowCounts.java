package io.kuayu.models.recency;

import io.kuayu.core.ArraySize;
import io.kuayu.core.Interactions;
import io.kuayu.core.Split;
import io.kuayu.core.UnixTime;
import io.kuayu.model.TrainingData;
import io.kuayu.privacy.dp.GaussianNoise;
import io.kuayu.privacy.dp.Guarantee;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The number of users of each item in each window of some days, under differential privacy, as
 * synthetic events: a count of five becomes five events at the end of its window. Whatever reads
 * the times of events can read them, and sees a window when it is over.
 *
 * <p>Every pair of item and window gets noise, also pairs without events. Noisy counts above a
 * threshold are kept, which spends no further budget (post-processing). For a pair without events,
 * a Bernoulli draw decides whether its noise passes the threshold, and noise is drawn only then;
 * the distribution is the same at some nanoseconds a pair and without memory. The first and last
 * window of the events are taken to be public.
 *
 * @param noise standard deviation, relative to the length of what a person adds
 * @param maxPerUser pairs to which a user adds 1 each, by their last events
 * @param days length of a window
 */
public record NoisyWindowCounts(double noise, int maxPerUser, int days) {
  /** What is used where nothing else is set. */
  public static final int DAYS = 14;

  public static final int MAX_PER_USER = 5;

  /**
   * Standard deviations of noise that a count must exceed: where users are few, most counts are
   * noise.
   */
  private static final int THRESHOLD = 4;

  /** The probability that normal noise exceeds the threshold. */
  private static final double CHANCE = 3.167124183311998e-5;

  /** What this spends. */
  public Guarantee.Mechanism mechanism() {
    return new Guarantee.Mechanism("noisy counts of windows", length(), noise, 1, 1);
  }

  /** L2 sensitivity: a user adds 1 to so many counts at most. */
  private double length() {
    return Math.sqrt(maxPerUser);
  }

  /** Of the noise of each count. */
  double deviation() {
    return noise * length();
  }

  /** The same catalogue with the synthetic events. */
  public TrainingData events(TrainingData data) {
    return events(data, GaussianNoise.of(deviation()));
  }

  /** With noise that is given, of this one's deviation. */
  TrainingData events(TrainingData data, GaussianNoise source) {
    LongSummaryStatistics windows =
        IntStream.range(0, data.interactions().events())
            .filter(event -> data.interactions().part(event) == Split.TRAIN)
            .mapToLong(event -> window(data.interactions().timestamp(event)))
            .summaryStatistics();
    if (windows.getCount() == 0) {
      return new TrainingData(data.catalogue(), interactions(List.of()));
    }
    Map<Cell, Integer> people = people(data);
    long one = source.steps(1);
    double threshold = THRESHOLD * source.deviation();
    List<NoisyCount> counts = new ArrayList<>();
    people.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            cell -> {
              double count = source.noisy(cell.getValue() * one);
              if (count >= threshold) {
                counts.add(new NoisyCount(cell.getKey(), count));
              }
            });
    int items = data.catalogue().size();
    long cells = Math.multiplyExact(windows.getMax() - windows.getMin() + 1, items);
    for (long at = 0; at < cells; at++) {
      if (source.happens(CHANCE)) {
        Cell cell = new Cell(windows.getMin() + at / items, (int) (at % items));
        double count = source.value(source.standingOut(THRESHOLD));
        if (!people.containsKey(cell)) {
          counts.add(new NoisyCount(cell, count));
        }
      }
    }
    return new TrainingData(data.catalogue(), interactions(counts));
  }

  /** An item in a window. */
  private record Cell(long window, int item) implements Comparable<Cell> {
    private static final Comparator<Cell> ORDER =
        Comparator.comparingLong(Cell::window).thenComparingInt(Cell::item);

    @Override
    public int compareTo(Cell other) {
      return ORDER.compare(this, other);
    }
  }

  private record NoisyCount(Cell cell, double count) {
    int events() {
      return (int) Math.round(count);
    }
  }

  private Map<Cell, Integer> people(TrainingData data) {
    Interactions all = data.interactions();
    Map<Cell, Integer> people = new HashMap<>();
    for (int user = 0; user < all.users(); user++) {
      Set<Cell> own = new HashSet<>();
      for (int event = all.end(user) - 1;
          event >= all.begin(user) && own.size() < maxPerUser;
          event--) {
        if (all.part(event) == Split.TRAIN) {
          own.add(new Cell(window(all.timestamp(event)), all.item(event)));
        }
      }
      own.forEach(cell -> people.merge(cell, 1, Integer::sum));
    }
    return people;
  }

  private long window(long time) {
    return Math.floorDiv(time, days * UnixTime.SECONDS_PER_DAY);
  }

  private Interactions interactions(List<NoisyCount> counts) {
    List<NoisyCount> ordered =
        counts.stream().sorted(Comparator.comparing(NoisyCount::cell)).toList();
    int events =
        ArraySize.of(
            ordered.stream().mapToLong(NoisyCount::events).sum(),
            "events of noisy counts",
            "choose longer windows (window-days)");
    int[] items = new int[events];
    long[] times = new long[events];
    int at = 0;
    for (NoisyCount some : ordered) {
      int end = at + some.events();
      Arrays.fill(items, at, end, some.cell.item);
      Arrays.fill(times, at, end, (some.cell.window + 1) * days * UnixTime.SECONDS_PER_DAY);
      at = end;
    }
    return new Interactions(
        List.of("nobody"),
        new int[] {0, events},
        items,
        times,
        new byte[events],
        new byte[events],
        new float[events],
        List.of("noisy"));
  }
}
