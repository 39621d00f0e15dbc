package io.kuayu.models.linear;

import io.kuayu.core.Interactions;
import io.kuayu.models.sparse.ItemEvents;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Which coordinates of the inverted matrix each item touches: in the dual form the users who took
 * it, in the primal form the item itself. Items without training events touch none.
 */
final class IncidenceMatrix {
  private static final int GONE = -1;

  private final int size;
  private final int[] offsets;
  private final int[] coordinates;

  /**
   * @param size number of coordinates
   * @param offsets {@code [items + 1]}
   * @param coordinates rising within an item
   */
  IncidenceMatrix(int size, int[] offsets, int[] coordinates) {
    this.size = size;
    this.offsets = offsets;
    this.coordinates = coordinates;
  }

  /** Items by users who have training events. */
  static IncidenceMatrix ofPeople(ItemEvents events, int items) {
    Interactions training = events.training();
    int[] numbers = new int[training.users()];
    int size = 0;
    for (int person = 0; person < numbers.length; person++) {
      numbers[person] = training.begin(person) < training.end(person) ? size++ : -1;
    }
    int[] offsets = new int[items + 1];
    int[] coordinates = new int[training.events()];
    int count = 0;
    for (int item = 0; item < items; item++) {
      for (int place = events.begin(item); place < events.end(item); place++) {
        if (place == events.begin(item) || events.person(place) != events.person(place - 1)) {
          coordinates[count++] = numbers[events.person(place)];
        }
      }
      offsets[item + 1] = count;
    }
    return new IncidenceMatrix(size, offsets, Arrays.copyOf(coordinates, count));
  }

  /** Items by themselves, restricted to those with training events. */
  static IncidenceMatrix ofItems(ItemEvents events, int items) {
    return ofItems(items, item -> events.begin(item) < events.end(item));
  }

  /** Some items by themselves. */
  static IncidenceMatrix ofItems(int items, IntPredicate chosen) {
    int[] offsets = new int[items + 1];
    int[] coordinates = new int[items];
    int count = 0;
    for (int item = 0; item < items; item++) {
      if (chosen.test(item)) {
        coordinates[count] = count;
        count++;
      }
      offsets[item + 1] = count;
    }
    return new IncidenceMatrix(count, offsets, Arrays.copyOf(coordinates, count));
  }

  /** The same incidence for a catalogue with further items, which touch nothing. */
  IncidenceMatrix extendedTo(int items) {
    int known = offsets.length - 1;
    int[] extended = Arrays.copyOf(offsets, items + 1);
    Arrays.fill(extended, known + 1, items + 1, offsets[known]);
    return new IncidenceMatrix(size, extended, coordinates);
  }

  /**
   * The same incidence without some coordinates; later coordinates are renumbered to close the
   * gaps.
   *
   * @param gone rising
   */
  IncidenceMatrix without(List<Integer> gone) {
    int[] numbers = new int[size];
    int left = 0;
    for (int coordinate = 0; coordinate < size; coordinate++) {
      numbers[coordinate] = Collections.binarySearch(gone, coordinate) >= 0 ? GONE : left++;
    }
    int[] fewer = new int[offsets.length];
    int[] kept = new int[coordinates.length];
    int count = 0;
    for (int item = 0; item + 1 < offsets.length; item++) {
      for (int place = offsets[item]; place < offsets[item + 1]; place++) {
        if (numbers[coordinates[place]] != GONE) {
          kept[count++] = numbers[coordinates[place]];
        }
      }
      fewer[item + 1] = count;
    }
    return new IncidenceMatrix(left, fewer, Arrays.copyOf(kept, count));
  }

  boolean isSameAs(IncidenceMatrix other) {
    return size == other.size
        && Arrays.equals(offsets, other.offsets)
        && Arrays.equals(coordinates, other.coordinates);
  }

  /** The transpose: which items touch each coordinate. */
  IncidenceMatrix turned() {
    int items = offsets.length - 1;
    int[] turnedOffsets = new int[size + 1];
    for (int coordinate : coordinates) {
      turnedOffsets[coordinate + 1]++;
    }
    for (int coordinate = 0; coordinate < size; coordinate++) {
      turnedOffsets[coordinate + 1] += turnedOffsets[coordinate];
    }
    int[] next = turnedOffsets.clone();
    int[] turned = new int[coordinates.length];
    for (int item = 0; item < items; item++) {
      for (int place = offsets[item]; place < offsets[item + 1]; place++) {
        turned[next[coordinates[place]]++] = item;
      }
    }
    return new IncidenceMatrix(items, turnedOffsets, turned);
  }

  int size() {
    return size;
  }

  int begin(int item) {
    return offsets[item];
  }

  int end(int item) {
    return offsets[item + 1];
  }

  int coordinate(int place) {
    return coordinates[place];
  }

  int[] offsets() {
    return offsets;
  }

  int[] coordinates() {
    return coordinates;
  }
}
