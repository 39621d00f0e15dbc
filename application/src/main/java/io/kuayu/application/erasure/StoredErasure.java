package io.kuayu.application.erasure;

import io.kuayu.application.privacy.StoreSession;
import io.kuayu.engine.store.StoredEvent;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import io.kuayu.storage.ErasedUsers;
import io.kuayu.storage.PendingRemoval;
import io.kuayu.storage.Stores;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Erases a person from the stores under every name that they have ever had there. Told again, it
 * does what an earlier attempt that failed has left.
 *
 * @param events erased events
 * @param consents erased decisions
 * @param linked whether the linking table knew the person
 */
record StoredErasure(long events, long consents, boolean linked) {
  /**
   * Erases.
   *
   * @param pseudonym stands for a person by a keyed hash
   * @param user the id that the person has outside
   * @param isLearntFrom whether models may have learnt from the person, which then waits for them
   */
  static StoredErasure of(
      StoreSession session, UnaryOperator<String> pseudonym, String user, boolean isLearntFrom) {
    Stores stores = session.stores();
    Pseudonyms names = session.rules().names();
    String person = names.person(user);
    // First the mark: whatever fails later, and whatever is imported, nobody comes back.
    ErasedUsers erased = ErasedUsers.of(stores.erasures(), pseudonym);
    erased.add(person);
    if (isLearntFrom) {
      session.consents().await(person, PendingRemoval.ERASURE);
    }
    long events = 0;
    for (String known : names.everyNameOf(user)) {
      erased.addEvents(
          person, stores.events().export(known).stream().map(StoredEvent::key).toList());
      events += stores.events().erase(known);
    }
    List<String> general = names.generalNamesOf(user);
    boolean linked = !session.rules().links().of(person).isEmpty();
    long consents = 0;
    for (String known : general) {
      consents += stores.privacy().forget(known);
    }
    session.rules().links().forget(general);
    return new StoredErasure(events, consents, linked);
  }
}
