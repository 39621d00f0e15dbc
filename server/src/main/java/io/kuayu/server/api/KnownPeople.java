package io.kuayu.server.api;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.core.Interactions;
import io.kuayu.engine.store.EventStore;
import io.kuayu.engine.store.StoredEvent;
import io.kuayu.privacy.PrivacyRules;
import io.kuayu.privacy.consent.ConsentPolicy;
import io.kuayu.privacy.consent.Decision;
import io.kuayu.privacy.consent.Permissions;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import io.kuayu.server.store.ConsentBook;
import io.kuayu.server.store.Erasures;
import io.kuayu.server.store.Stores;
import io.kuayu.server.store.Waiting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The people of a corpus, and what they did since: the events of a store behind those that the
 * corpus holds. Who is erased here is gone from both, and stays gone when the server starts again.
 *
 * <p>This is the edge: ids come in here, and behind it everybody has their pseudonym where those
 * are on. Costs about 60 bytes a person beside the corpus.
 */
public final class KnownPeople implements EventStore {
  private static final Comparator<StoredEvent> BY_TIME =
      Comparator.comparingLong(stored -> stored.event().timestamp());

  private final Catalogue catalogue;
  private final Interactions past;
  private final Map<String, Integer> numbers;
  private final EventStore since;
  private final Erasures erasures;
  private final UnaryOperator<String> pseudonym;
  private final Pseudonyms names;
  private final ConsentBook consents;

  /**
   * @param catalogue whose ordinals the interactions use
   * @param stores of what happened since; stay owned by the caller
   * @param pseudonym names an erased person without telling who they are
   * @param privacy what holds here; its names are those of the interactions and the stores
   */
  public KnownPeople(
      Catalogue catalogue,
      Interactions past,
      Stores stores,
      UnaryOperator<String> pseudonym,
      PrivacyRules privacy) {
    this.catalogue = catalogue;
    this.past = past;
    this.pseudonym = pseudonym;
    since = stores.events();
    erasures = stores.erasures();
    names = privacy.names();
    consents = new ConsentBook(privacy.consent(), stores.privacy(), pseudonym);
    numbers = HashMap.newHashMap(past.users());
    for (int user = 0; user < past.users(); user++) {
      numbers.put(past.user(user), user);
    }
  }

  @Override
  public List<Boolean> append(List<StoredEvent> events) {
    return since.append(names.areOn() ? events.stream().map(this::named).toList() : events);
  }

  /** Callers may write into an event's key whose it is. */
  private StoredEvent named(StoredEvent event) {
    return new StoredEvent(names.event(event.key()), names.person(event.user()), event.event());
  }

  /** The name under which a person is kept and spoken of inside. */
  public String name(String user) {
    return names.person(user);
  }

  /** What holds for people who have not decided. */
  ConsentPolicy policy() {
    return consents.policy();
  }

  /** What a person has decided on. */
  List<Decision> decisions(String id) {
    return consents.store().of(name(id));
  }

  /** Whether models may have learnt from a person. */
  boolean isInCorpus(String id) {
    return !past(name(id)).isEmpty();
  }

  /** What may be done with a person's events from now on. */
  Permissions permissions(String id) {
    return consents.permissions(name(id));
  }

  /** Keeps decisions of a person. */
  void decide(String id, List<Decision> decisions) {
    consents.decide(name(id), decisions);
  }

  @Override
  public History history(String id, int most) {
    String user = name(id);
    List<StoredEvent> all = merged(user, since.history(user, most).events());
    return new History(
        all.subList(Math.max(0, all.size() - most), all.size()).stream()
            .map(StoredEvent::event)
            .toList());
  }

  @Override
  public List<StoredEvent> export(String id) {
    String user = name(id);
    List<StoredEvent> all = new ArrayList<>(past(user));
    all.addAll(since.export(user));
    all.sort(BY_TIME);
    return List.copyOf(all);
  }

  @Override
  public long erase(String id) {
    String user = name(id);
    List<StoredEvent> past = past(user);
    if (!past.isEmpty()) {
      erasures.add(pseudonym.apply(user));
      consents.await(user, Waiting.ERASURE);
    }
    consents.store().forget(user);
    return past.size() + since.erase(user);
  }

  @Override
  public long events() {
    return past.events() + since.events();
  }

  /** At most so many: who is in the corpus and in the store is counted twice. */
  @Override
  public long users() {
    return past.users() + since.users();
  }

  /** Some people of the corpus, in no order that tells anything. */
  public List<String> some(int most) {
    List<String> some = new ArrayList<>();
    for (int user = 0; user < past.users() && some.size() < most; user++) {
      if (past.end(user) > past.begin(user) && !isErased(past.user(user))) {
        some.add(past.user(user));
      }
    }
    return List.copyOf(some);
  }

  /** What some people of the corpus did, the longest histories among as many again. */
  public List<List<Event>> histories(int most) {
    return some(2 * most).stream()
        .map(name -> past(name).stream().map(StoredEvent::event).toList())
        .sorted(Comparator.comparingInt((List<Event> history) -> history.size()).reversed())
        .limit(most)
        .toList();
  }

  /** Names by which some people can be asked about; none where only the edge knows them. */
  public List<String> ids(int most) {
    return names.areOn() ? List.of() : some(most);
  }

  @Override
  public void close() {}

  private List<StoredEvent> merged(String user, List<Event> later) {
    List<StoredEvent> all = new ArrayList<>(past(user));
    later.forEach(event -> all.add(new StoredEvent("", user, event)));
    // Stable: of one second, what the corpus holds comes first.
    all.sort(BY_TIME);
    return all;
  }

  private List<StoredEvent> past(String name) {
    Integer user = numbers.get(name);
    if (user == null || isErased(name)) {
      return List.of();
    }
    List<StoredEvent> events = new ArrayList<>();
    for (int event = past.begin(user); event < past.end(user); event++) {
      events.add(new StoredEvent("corpus:" + event, name, past.event(event, catalogue)));
    }
    return events;
  }

  private boolean isErased(String name) {
    return erasures.has(pseudonym.apply(name));
  }
}
