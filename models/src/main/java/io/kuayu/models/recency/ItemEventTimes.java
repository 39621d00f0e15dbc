package io.kuayu.models.recency;

import io.kuayu.core.ArraySize;
import io.kuayu.core.Interactions;
import io.kuayu.core.Split;
import io.kuayu.model.TrainingData;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * When each item was taken in the training part, in rising order: 8 bytes an event. Thread-safe.
 */
final class ItemEventTimes {
  private static final AtomicReference<WeakReference<@Nullable ItemEventTimes>> LATEST =
      new AtomicReference<>(new WeakReference<>(null));

  /** Answers of {@link #at} that are kept, 12 bytes an item each. */
  private static final int KEPT = 4;

  private final int[] offsets;
  private final long[] times;
  private final AtomicReferenceArray<@Nullable Moment> moments = new AtomicReferenceArray<>(KEPT);

  /**
   * The last event before a moment of each of some items.
   *
   * @param items ordinals
   * @param events the last one, or {@link #NONE}
   * @param ages how long before the moment it was, in seconds
   */
  @SuppressWarnings("ArrayRecordComponent") // Shared columns of the hot path.
  record Moment(int[] items, long now, int[] events, double[] ages) {
    /** Stands for an item without events before the moment. */
    static final int NONE = -1;
  }

  /**
   * @param offsets {@code [items + 1]}: item i has the times {@code offsets[i] … offsets[i+1]-1}
   * @param times unix seconds {@code [events]}
   */
  ItemEventTimes(int[] offsets, long[] times) {
    this.offsets = offsets;
    this.times = times;
  }

  static ItemEventTimes of(TrainingData data) {
    Interactions interactions = data.interactions();
    int[] counts = data.trainingCounts();
    int[] offsets = new int[counts.length + 1];
    for (int item = 0; item < counts.length; item++) {
      offsets[item + 1] = offsets[item] + counts[item];
    }
    int[] next = offsets.clone();
    long[] times = new long[offsets[counts.length]];
    for (int event = 0; event < interactions.events(); event++) {
      if (interactions.part(event) == Split.TRAIN) {
        times[next[interactions.item(event)]++] = interactions.timestamp(event);
      }
    }
    for (int item = 0; item < counts.length; item++) {
      Arrays.sort(times, offsets[item], offsets[item + 1]);
    }
    return new ItemEventTimes(offsets, times);
  }

  /** The events of a domain by its positions. */
  static ItemEventTimes of(RecencyPrior.Log log) {
    int[] offsets = new int[log.items() + 1];
    for (int item : log.columns()) {
      offsets[item + 1]++;
    }
    for (int item = 0; item < log.items(); item++) {
      offsets[item + 1] += offsets[item];
    }
    int[] next = offsets.clone();
    long[] times = new long[log.columns().length];
    for (int event = 0; event < times.length; event++) {
      times[next[log.columns()[event]]++] = log.times()[event];
    }
    return new ItemEventTimes(offsets, times);
  }

  /**
   * The logarithm of the decayed count of an item right after each of its events: {@code ln(scale ·
   * Σ exp(-age / τ))} over the events up to that one. Costs O(1) an event and τ.
   *
   * @param taus in seconds
   * @return {@code [events * taus]}
   */
  float[] logDecayedCounts(double[] taus, double scale) {
    float[] logs =
        new float[ArraySize.product("decayed counts of events", times.length, taus.length)];
    for (int item = 0; item < items(); item++) {
      for (int tau = 0; tau < taus.length; tau++) {
        double sum = 0;
        for (int event = begin(item); event < end(item); event++) {
          if (event > begin(item)) {
            sum *= Math.exp((times[event - 1] - times[event]) / taus[tau]);
          }
          sum += 1;
          logs[event * taus.length + tau] = (float) Math.log(scale * sum);
        }
      }
    }
    return logs;
  }

  /** Number of items. */
  int items() {
    return offsets.length - 1;
  }

  /** The same times for a catalogue with further items, which have none. */
  ItemEventTimes extendedTo(int items) {
    int known = offsets.length - 1;
    int[] extended = Arrays.copyOf(offsets, items + 1);
    Arrays.fill(extended, known + 1, items + 1, offsets[known]);
    return new ItemEventTimes(extended, times);
  }

  /**
   * Equal times that were read just before, or else these: the models of a blend that differ in
   * their τ alone read one log, and hold it once.
   */
  ItemEventTimes shared() {
    ItemEventTimes latest = LATEST.get().get();
    if (latest != null
        && Arrays.equals(latest.offsets, offsets)
        && Arrays.equals(latest.times, times)) {
      return latest;
    }
    LATEST.set(new WeakReference<>(this));
    return this;
  }

  int events() {
    return times.length;
  }

  long time(int event) {
    return times[event];
  }

  int begin(int item) {
    return offsets[item];
  }

  int end(int item) {
    return offsets[item + 1];
  }

  /** One past the item's last event before the moment. */
  int before(int item, long now) {
    int low = offsets[item];
    int high = offsets[item + 1];
    if (high > low && times[high - 1] < now) {
      return high;
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] < now) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * The last events before a moment. A few answers are kept, since the next model of a blend asks
   * the same.
   *
   * @param items ordinals; the same array for the same items
   */
  @SuppressWarnings("ReferenceEquality") // Comparing thousands of numbers would cost the gain.
  Moment at(int[] items, long now) {
    int slot = Math.floorMod(31 * Long.hashCode(now) + System.identityHashCode(items), KEPT);
    Moment kept = moments.get(slot);
    if (kept != null && kept.items == items && kept.now == now) {
      return kept;
    }
    int[] events = new int[items.length];
    double[] ages = new double[items.length];
    for (int index = 0; index < events.length; index++) {
      int end = before(items[index], now);
      boolean none = end == offsets[items[index]];
      events[index] = none ? Moment.NONE : end - 1;
      ages[index] = none ? 0 : (double) now - times[end - 1];
    }
    Moment moment = new Moment(items, now, events, ages);
    moments.set(slot, moment);
    return moment;
  }

  int[] offsets() {
    return offsets;
  }

  long[] times() {
    return times;
  }
}
