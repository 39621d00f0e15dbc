package io.kuayu.benchmarks;

import io.kuayu.core.Interactions;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Events of some people as columns that may be changed: {@code [users + 1]} offsets, the others
 * {@code [events]}. All events are of one type and have no value.
 */
@SuppressWarnings("ArrayRecordComponent") // Written in place.
record EditableEvents(List<String> users, int[] offsets, int[] items, long[] times, byte[] parts) {
  /** A copy of these columns of all events. */
  static EditableEvents of(Interactions all) {
    EditableEvents columns =
        new EditableEvents(
            IntStream.range(0, all.users()).mapToObj(all::user).toList(),
            new int[all.users() + 1],
            new int[all.events()],
            new long[all.events()],
            new byte[all.events()]);
    for (int user = 0; user < all.users(); user++) {
      columns.offsets[user + 1] = all.end(user);
    }
    for (int event = 0; event < all.events(); event++) {
      columns.items[event] = all.item(event);
      columns.times[event] = all.timestamp(event);
      columns.parts[event] = all.part(event).code();
    }
    return columns;
  }

  Interactions interactions() {
    return new Interactions(
        users,
        offsets,
        items,
        times,
        parts,
        new byte[items.length],
        new float[items.length],
        List.of("event"));
  }
}
