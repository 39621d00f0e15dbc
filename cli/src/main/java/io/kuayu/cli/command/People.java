package io.kuayu.cli.command;

import io.kuayu.cli.workspace.Wishes;
import io.kuayu.cli.workspace.Workspace;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.core.Interactions;
import io.kuayu.corpus.Corpus;
import io.kuayu.privacy.consent.Permissions;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The people of a corpus, by the ids that they have outside. Immutable. */
final class People {
  private final Catalogue catalogue;
  private final Interactions interactions;
  private final Map<String, Integer> numbers;
  private final Pseudonyms names;
  private final Wishes wishes;

  People(Workspace workspace) {
    Corpus corpus = workspace.corpus();
    names = workspace.names();
    wishes = workspace.wishes();
    catalogue = corpus.catalogue();
    interactions = corpus.interactions();
    numbers = HashMap.newHashMap(interactions.users());
    for (int user = 0; user < interactions.users(); user++) {
      numbers.put(interactions.user(user), user);
    }
  }

  /** What may be done with a person's events. */
  Permissions permissions(String id) {
    return wishes.permissions(names.person(id));
  }

  /** All that a person did; empty where nobody has that id. */
  Optional<History> history(String id) {
    return Optional.ofNullable(numbers.get(names.person(id))).map(this::history);
  }

  /** All that a person did, by number. */
  History history(int user) {
    List<Event> events = new ArrayList<>();
    for (int event = interactions.begin(user); event < interactions.end(user); event++) {
      events.add(interactions.event(event, catalogue));
    }
    return new History(events);
  }

  /** The moment just after the last event of a history, or the clock where it has none. */
  static long momentAfter(History history) {
    return history.events().stream().mapToLong(Event::timestamp).max().stream()
        .map(last -> last + 1)
        .findFirst()
        .orElseGet(() -> System.currentTimeMillis() / 1000);
  }
}
