package io.kuayu.engine.catalogue;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.core.ItemKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a catalogue can make of a history.
 *
 * @param context the events whose items the catalogue holds, oldest first
 * @param events the same events in the same order, in strings
 * @param unknown the items that the catalogue does not hold, in the order of the history
 */
public record ResolvedHistory(Context context, List<Event> events, List<ItemKey> unknown) {
  public ResolvedHistory {
    events = List.copyOf(events);
    unknown = List.copyOf(unknown);
  }

  /**
   * Looks the history up. Events are put in the order of time; those of one moment keep the order
   * in which they were given. Events after {@code now} are left out; those of the very same second
   * stay, since coarse clocks give one time to a whole day.
   *
   * @param now the moment of the question in unix seconds
   */
  public static ResolvedHistory of(Catalogue catalogue, History history, long now) {
    List<Event> past = new ArrayList<>(history.events());
    past.removeIf(event -> event.timestamp() > now);
    past.sort(Comparator.comparingLong(Event::timestamp));
    List<Event> ordinals = new ArrayList<>(past.size());
    List<ItemKey> unknown = new ArrayList<>();
    for (Event event : past) {
      if (catalogue.ordinal(event.item()).isPresent()) {
        ordinals.add(event);
      } else {
        unknown.add(event.item());
      }
    }
    int[] items =
        ordinals.stream()
            .mapToInt(event -> catalogue.ordinal(event.item()).orElseThrow())
            .toArray();
    long[] timestamps = ordinals.stream().mapToLong(Event::timestamp).toArray();
    return new ResolvedHistory(new Context(items, timestamps, now), ordinals, unknown);
  }
}
