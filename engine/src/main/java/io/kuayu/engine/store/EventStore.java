package io.kuayu.engine.store;

import io.kuayu.core.Event;
import io.kuayu.core.History;
import java.util.List;

/**
 * Where everybody's events are kept. Thread-safe. What {@link #append} has returned for survives
 * the end of the process, however it ends, unless an implementation says that it keeps nothing.
 *
 * <p>Failures of the store itself are {@link io.kuayu.core.KuayuException}s; then none of the
 * call's events is stored.
 */
public interface EventStore extends AutoCloseable {
  /**
   * Stores events, all of them or, on failure, none.
   *
   * @return for each event in order whether it is new; false where its key was stored before for
   *     its user, or stands earlier in the same call, and nothing was changed
   */
  List<Boolean> append(List<StoredEvent> events);

  /**
   * A person's last events in the order of time; those of one second in the order in which they
   * were stored. Empty for someone unknown.
   *
   * @param limit how many at most, the latest ones
   */
  History history(String user, int limit);

  /** Everything held about a person, in the order of {@link #history}. */
  List<StoredEvent> export(String user);

  /**
   * Erases a person: afterwards nothing of them is held, their keys included, so that a key may be
   * used anew.
   *
   * @return how many events were erased
   */
  long erase(String user);

  /** Number of stored events. */
  long events();

  /** Number of people with events. */
  long users();

  @Override
  void close();

  /** Stores one event; whether it is new. */
  default boolean append(String key, String user, Event event) {
    return append(List.of(new StoredEvent(key, user, event))).getFirst();
  }
}
