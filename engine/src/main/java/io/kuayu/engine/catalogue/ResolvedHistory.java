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
 * A history resolved against a catalogue.
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
   * Resolves the history. Events are sorted by time; events of the same second keep their given
   * order. Events after {@code now} are left out. Those of the very same second stay, because
   * coarse clocks give one time to a whole day.
   *
   * @param now the time of the request in unix seconds
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
