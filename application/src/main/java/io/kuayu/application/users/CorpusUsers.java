package io.kuayu.application.users;

import io.kuayu.application.batch.ListedPerson;
import io.kuayu.application.batch.PersonSource;
import io.kuayu.application.workspace.ConsentSnapshot;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.core.Interactions;
import io.kuayu.corpus.Corpus;
import io.kuayu.engine.consent.Person;
import io.kuayu.privacy.link.Linking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The people of a corpus, with what they allowed when it was opened. Immutable. */
public final class CorpusUsers implements People, PersonSource {
  private final Catalogue catalogue;
  private final Interactions interactions;
  private final Map<String, Integer> numbers;
  private final ConsentSnapshot consent;

  public CorpusUsers(Corpus corpus, ConsentSnapshot consent) {
    this.consent = consent;
    catalogue = corpus.catalogue();
    interactions = corpus.interactions();
    numbers = HashMap.newHashMap(interactions.users());
    for (int user = 0; user < interactions.users(); user++) {
      numbers.put(interactions.user(user), user);
    }
  }

  /** All that a person did, whatever names it is kept under. */
  @Override
  public Person person(String id) {
    return Person.of(history(id), consent.answering(id));
  }

  @Override
  public long size() {
    return interactions.users();
  }

  /** One for each name of the corpus: where domains have names of their own, one for each. */
  @Override
  public Stream<ListedPerson> people() {
    return IntStream.range(0, interactions.users()).mapToObj(this::listed);
  }

  private ListedPerson listed(int user) {
    String name = interactions.user(user);
    return new ListedPerson(
        name,
        consent.linking().names().domainOf(name),
        () -> Person.of(new History(events(user)), consent.answering(name)));
  }

  private History history(String id) {
    Linking linking = consent.linking();
    List<Integer> users =
        linking.namesOf(id).stream().map(numbers::get).filter(Objects::nonNull).toList();
    Predicate<String> told = linking.disclosableDomains(id);
    List<Event> events = new ArrayList<>();
    users.forEach(user -> events.addAll(events(user)));
    events.removeIf(event -> !told.test(event.item().domain()));
    if (users.size() > 1) {
      events.sort(Comparator.comparingLong(Event::timestamp));
    }
    return new History(events);
  }

  private List<Event> events(int user) {
    List<Event> events = new ArrayList<>();
    for (int event = interactions.begin(user); event < interactions.end(user); event++) {
      events.add(interactions.event(event, catalogue));
    }
    return events;
  }
}
