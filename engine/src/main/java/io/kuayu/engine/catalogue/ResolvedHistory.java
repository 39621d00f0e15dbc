package io.kuayu.engine.catalogue;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Neighbours;
import io.kuayu.engine.request.FriendHistories;
import io.kuayu.engine.request.Request;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

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
   * Resolves the history of a request, and what the friends of the person did where it is asked.
   */
  public static ResolvedHistory of(Catalogue catalogue, Request request) {
    ResolvedHistory own = of(catalogue, request.whole(), request.now());
    Context context =
        own.context.withNeighbours(() -> neighbours(catalogue, request.friends(), request.now()));
    return new ResolvedHistory(context, own.events, own.unknown);
  }

  private static Neighbours neighbours(Catalogue catalogue, FriendHistories friends, long now) {
    Neighbours.Collector collector = new Neighbours.Collector(now);
    for (History friend : friends.histories().get()) {
      for (Event event : friend.events()) {
        OptionalInt item = catalogue.ordinal(event.item());
        if (item.isPresent()) {
          collector.add(item.getAsInt(), event.timestamp());
        }
      }
      collector.endPerson();
    }
    return collector.of(friends.minPeople());
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
