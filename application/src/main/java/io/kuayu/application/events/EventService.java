package io.kuayu.application.events;

import io.kuayu.application.users.UserDirectory;
import io.kuayu.core.Event;
import io.kuayu.engine.live.LiveEngine;
import io.kuayu.engine.store.StoredEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Checks and stores events. An event is on disk before its outcome is told. Events are not in the
 * audit log, since they are many and each is kept with its user's data. Thread-safe.
 */
public final class EventService {
  private static final int REMEMBERED_KEYS = 100_000;

  private final UserDirectory people;
  private final LiveEngine engine;
  private final Duration clockSkew;
  private final InstantSource clock;
  private final KeyOwners keys = new KeyOwners(REMEMBERED_KEYS);

  /**
   * @param engine whose items may have events
   * @param clockSkew how much later than now an event may be
   */
  public EventService(
      UserDirectory people, LiveEngine engine, Duration clockSkew, InstantSource clock) {
    this.people = people;
    this.engine = engine;
    this.clockSkew = clockSkew;
    this.clock = clock;
  }

  /**
   * Stores those events that may be stored, all of them or, where the store fails, none.
   *
   * @param mayWrite whether the sender may write events of a domain
   * @return the outcome of each event, in their order
   */
  public List<EventOutcome> store(List<NewEvent> events, Predicate<String> mayWrite) {
    List<EventOutcome> outcomes = new ArrayList<>();
    List<NewEvent> accepted = new ArrayList<>();
    for (NewEvent event : events) {
      EventOutcome outcome = check(event, mayWrite);
      outcomes.add(outcome);
      if (outcome == EventOutcome.STORED) {
        accepted.add(event);
      }
    }
    List<StoredEvent> stored = accepted.stream().map(NewEvent::stored).toList();
    List<Boolean> isNew = people.append(stored);
    int next = 0;
    for (int event = 0; event < outcomes.size(); event++) {
      if (outcomes.get(event) == EventOutcome.STORED) {
        if (!isNew.get(next)) {
          outcomes.set(event, repeated(accepted.get(next), stored.get(next)));
        }
        next++;
      }
    }
    return List.copyOf(outcomes);
  }

  private EventOutcome check(NewEvent sent, Predicate<String> mayWrite) {
    Event event = sent.event();
    String domain = event.item().domain();
    // In this order, so that nobody learns which domains there are beside their own.
    if (!mayWrite.test(domain)) {
      return EventOutcome.FORBIDDEN;
    }
    if (!engine.catalogue().domains().contains(domain)) {
      return EventOutcome.UNKNOWN_DOMAIN;
    }
    if (event.timestamp() > clock.instant().plus(clockSkew).getEpochSecond()) {
      return EventOutcome.IN_FUTURE;
    }
    if (!engine.offers(event.item())) {
      return EventOutcome.UNKNOWN_ITEM;
    }
    return keys.isOfAnother(sent) ? EventOutcome.CONFLICT : EventOutcome.STORED;
  }

  private EventOutcome repeated(NewEvent event, StoredEvent stored) {
    return people.underKeyOf(stored).map(event::isSameAs).orElse(true)
        ? EventOutcome.DUPLICATE
        : EventOutcome.CONFLICT;
  }
}
