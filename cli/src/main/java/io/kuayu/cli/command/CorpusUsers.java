package io.kuayu.cli.command;

import io.kuayu.application.workspace.ConsentSnapshot;
import io.kuayu.application.workspace.Workspace;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.core.Interactions;
import io.kuayu.corpus.Corpus;
import io.kuayu.privacy.consent.Permissions;
import io.kuayu.privacy.link.Linking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** The people of a corpus, by the ids that they have outside. Immutable. */
final class CorpusUsers {
  private final Catalogue catalogue;
  private final Interactions interactions;
  private final Map<String, Integer> numbers;
  private final ConsentSnapshot wishes;

  CorpusUsers(Workspace workspace) {
    Corpus corpus = workspace.corpus();
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
    return wishes.answering(id);
  }

  /** All that a person did, whatever names it is kept under; empty where nobody has that id. */
  Optional<History> history(String id) {
    Linking linking = wishes.linking();
    List<Integer> users =
        linking.namesOf(id).stream()
            .map(numbers::get)
            .filter(Objects::nonNull)
            .map(Integer::intValue)
            .toList();
    if (users.isEmpty()) {
      return Optional.empty();
    }
    Predicate<String> told = linking.told(id);
    List<Event> events = new ArrayList<>();
    users.forEach(user -> events.addAll(history(user).events()));
    events.removeIf(event -> !told.test(event.item().domain()));
    if (users.size() > 1) {
      events.sort(Comparator.comparingLong(Event::timestamp));
    }
    return Optional.of(new History(events));
  }

  /** The domains in which a name of the corpus can have a list of its own. */
  List<String> askable(String name, List<String> domains) {
    return wishes
        .linking()
        .names()
        .domainOf(name)
        .map(own -> domains.stream().filter(own::equals).toList())
        .orElse(domains);
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
