package io.kuayu.core;

import java.util.List;

/**
 * A person's events over all domains, oldest first: all that Kuayu knows of a person.
 *
 * @param events in the order in which they happened; where timestamps tie, the order given counts
 */
public record History(List<Event> events) {
  public static final History EMPTY = new History(List.of());

  public History {
    events = List.copyOf(events);
  }
}
