package io.kuayu.engine.store;

import io.kuayu.core.Event;
import io.kuayu.core.History;
import java.util.List;
import java.util.Optional;

/**
 * Stores the events of all people. Thread-safe. Events for which {@link #append} has returned
 * survive any end of the process, including a crash, unless the implementation documents that it is
 * not durable.
 *
 * <p>Failures of the store itself are {@link io.kuayu.core.KuayuException}s; then none of the
 * call's events is stored.
 */
public interface EventStore extends AutoCloseable {
  /**
   * Stores events, all of them or, on failure, none.
   *
   * @return for each event in order whether it is new; false where its key was stored before for
   *     its user, or appears earlier in the same call, and nothing was changed
   */
  List<Boolean> append(List<StoredEvent> events);

  /**
   * A person's last events, ordered by time; those of the same second in the order in which they
   * were stored. Empty for an unknown person.
   *
   * @param limit the largest number of events; the latest ones are returned
   */
  History history(String user, int limit);

  /** All events of a person, in the order of {@link #history}. */
  List<StoredEvent> export(String user);

  /** The event of a person that is stored under that key; empty where there is none. */
  Optional<Event> find(String user, String key);

  /**
   * Erases a person. Afterwards no data of them is stored. Their keys are erased too, so a key may
   * be used again.
   *
   * @return number of erased events
   */
  long erase(String user);

  /** Number of stored events. */
  long events();

  /** Number of people with events. */
  long users();

  @Override
  void close();

  /** Stores one event; returns whether it is new. */
  default boolean append(String key, String user, Event event) {
    return append(List.of(new StoredEvent(key, user, event))).getFirst();
  }
}
