package io.kuayu.engine.consent;

import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.privacy.consent.Permissions;
import java.util.List;

/**
 * Somebody who is answered: the events that are stored of them, and what they allow to be done with
 * these. The events can be read by the gate alone ({@link ConsentedEngine}, {@link
 * ConsentedScorer}), so whoever answers a person has to know their permissions. Immutable.
 */
public final class Person {
  /** Nothing is stored of them; what a request brings is used as it is. */
  public static final Person STRANGER = of(History.EMPTY, Permissions.ALL);

  private final List<Event> events;
  private final Permissions permissions;
  private final Friends friends;

  private Person(List<Event> events, Permissions permissions, Friends friends) {
    this.events = events;
    this.permissions = permissions;
    this.friends = friends;
  }

  /**
   * A person of whom something may be stored.
   *
   * @param stored their events, oldest first
   * @param permissions for these events, and for those that a request adds
   */
  public static Person of(History stored, Permissions permissions) {
    return new Person(stored.events(), permissions, Friends.NONE);
  }

  /** The same person with friends. */
  public Person withFriends(Friends others) {
    return new Person(events, permissions, others);
  }

  /** Whether any event of them is stored. */
  public boolean isKnown() {
    return !events.isEmpty();
  }

  /** The same person, of whom nothing may be used. */
  public Person impersonal() {
    return new Person(events, Permissions.NONE, Friends.NONE);
  }

  /**
   * The same person without stored events and friends: their permissions hold for what a request
   * brings.
   */
  public Person withoutStored() {
    return new Person(List.of(), permissions, Friends.NONE);
  }

  List<Event> events() {
    return events;
  }

  Permissions permissions() {
    return permissions;
  }

  Friends friends() {
    return friends;
  }
}
