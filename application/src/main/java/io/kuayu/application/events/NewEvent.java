package io.kuayu.application.events;

import io.kuayu.core.Event;
import io.kuayu.engine.store.StoredEvent;
import java.util.Optional;
import java.util.UUID;

/**
 * An event as a client sends it.
 *
 * @param key identifies it among all events of its user, so that it can be sent again safely; empty
 *     where the client gives none
 * @param keyOfRequest whether the key came with the request: then it belongs to one event of one
 *     user, whereas ids of events may be equal for several users
 * @param user whose event it is
 * @param event what happened
 * @param timed whether the client tells when; otherwise the event has the time of its arrival
 */
public record NewEvent(
    Optional<String> key, boolean keyOfRequest, String user, Event event, boolean timed) {
  StoredEvent stored() {
    return new StoredEvent(key.orElseGet(() -> UUID.randomUUID().toString()), user, event);
  }

  /** Whether an event that is stored under this one's key may be this one. */
  boolean isSameAs(Event earlier) {
    return event.item().equals(earlier.item())
        && event.type().equals(earlier.type())
        && Double.compare(event.value(), earlier.value()) == 0
        && (!timed || event.timestamp() == earlier.timestamp());
  }
}
