package io.kuayu.models.popularity;

import io.kuayu.core.Interactions;
import io.kuayu.core.Part;
import io.kuayu.core.TrainingData;
import java.util.Arrays;

/** When each item was taken in the training part, in rising order: 8 bytes an event. */
final class EventTimes {
  private final int[] offsets;
  private final long[] times;

  /**
   * @param offsets {@code [items + 1]}: item i has the times {@code offsets[i] … offsets[i+1]-1}
   * @param times unix seconds {@code [events]}
   */
  EventTimes(int[] offsets, long[] times) {
    this.offsets = offsets;
    this.times = times;
  }

  static EventTimes of(TrainingData data) {
    Interactions interactions = data.interactions();
    int[] counts = data.trainingCounts();
    int[] offsets = new int[counts.length + 1];
    for (int item = 0; item < counts.length; item++) {
      offsets[item + 1] = offsets[item] + counts[item];
    }
    int[] next = offsets.clone();
    long[] times = new long[offsets[counts.length]];
    for (int event = 0; event < interactions.events(); event++) {
      if (interactions.part(event) == Part.TRAIN) {
        times[next[interactions.item(event)]++] = interactions.timestamp(event);
      }
    }
    for (int item = 0; item < counts.length; item++) {
      Arrays.sort(times, offsets[item], offsets[item + 1]);
    }
    return new EventTimes(offsets, times);
  }

  /** The same times for a catalogue with further items, which have none. */
  EventTimes extendedTo(int items) {
    int known = offsets.length - 1;
    int[] extended = Arrays.copyOf(offsets, items + 1);
    Arrays.fill(extended, known + 1, items + 1, offsets[known]);
    return new EventTimes(extended, times);
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

  int[] offsets() {
    return offsets;
  }

  long[] times() {
    return times;
  }
}
