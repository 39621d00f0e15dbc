package io.kuayu.application.users;

import io.kuayu.engine.store.StoredEvent;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import io.kuayu.storage.ErasedUsers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Knows, for one call, events that were erased with their person. Asks the store once a person, and
 * once more for each event of somebody who was erased.
 */
final class ErasedEvents {
  private final ErasedUsers erased;
  private final Pseudonyms names;
  private final Map<String, Boolean> people = new HashMap<>();

  ErasedEvents(ErasedUsers erased, Pseudonyms names) {
    this.erased = erased;
    this.names = names;
  }

  /** Whether an event, as it comes in, was erased. */
  boolean contain(StoredEvent event) {
    return people.computeIfAbsent(event.user(), this::isErased)
        && erased.hasEvent(
            names.generalNamesOf(event.user()),
            names.everyEventNameOf(event.event().item().domain(), event.key()));
  }

  /** Under any name: a key may have been added since. */
  private boolean isErased(String user) {
    List<String> all = names.generalNamesOf(user);
    return all.stream().anyMatch(erased::has);
  }
}
