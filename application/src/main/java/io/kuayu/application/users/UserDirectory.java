package io.kuayu.application.users;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.core.Interactions;
import io.kuayu.engine.consent.Person;
import io.kuayu.engine.store.EventStore;
import io.kuayu.engine.store.StoredEvent;
import io.kuayu.privacy.PrivacyRules;
import io.kuayu.privacy.consent.ConsentPolicy;
import io.kuayu.privacy.consent.Decision;
import io.kuayu.privacy.consent.Permissions;
import io.kuayu.privacy.consent.Purpose;
import io.kuayu.privacy.link.Linking;
import io.kuayu.storage.ConsentRecorder;
import io.kuayu.storage.ErasedUsers;
import io.kuayu.storage.PendingRemoval;
import io.kuayu.storage.Stores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The people of a corpus, and what they did since: the events of a store behind those that the
 * corpus holds. Who is erased here is gone from both, and stays gone when the server starts again.
 *
 * <p>This is the edge: ids come in here, and behind it everybody has their pseudonym where those
 * are on. Costs about 60 bytes a person beside the corpus.
 */
public final class UserDirectory implements People {
  /** How many stored events of a person are read for a request. */
  private static final int MAX_HISTORY = 1_000;

  /** People at most whose permissions are read to find those who allow everything. */
  private static final int MAX_LOOKED_AT = 2_000;

  private static final Comparator<StoredEvent> BY_TIME =
      Comparator.comparingLong(stored -> stored.event().timestamp());

  private final Catalogue catalogue;
  private final Interactions past;
  private final Map<String, Integer> numbers;
  private final EventStore since;
  private final ErasedUsers erased;
  private final Linking linking;
  private final ConsentRecorder consents;

  /**
   * @param catalogue whose ordinals the interactions use
   * @param stores of what happened since; stay owned by the caller
   * @param pseudonym names an erased person without telling who they are
   * @param privacy what holds here; its names are those of the interactions and the stores
   */
  public UserDirectory(
      Catalogue catalogue,
      Interactions past,
      Stores stores,
      UnaryOperator<String> pseudonym,
      PrivacyRules privacy) {
    this.catalogue = catalogue;
    this.past = past;
    since = stores.events();
    erased = ErasedUsers.of(stores.erasures(), pseudonym);
    linking = privacy.linking();
    consents = ConsentRecorder.of(privacy, stores.privacy(), pseudonym);
    numbers = HashMap.newHashMap(past.users());
    for (int user = 0; user < past.users(); user++) {
      numbers.put(past.user(user), user);
    }
  }

  /** Stores events durably; for each, whether it is new. */
  public List<Boolean> append(List<StoredEvent> events) {
    if (!linking.names().areOn()) {
      return since.append(events);
    }
    if (linking.names().arePerDomain()) {
      consents.meet(events.stream().map(event -> name(event.user())).distinct().toList());
    }
    return since.append(events.stream().map(this::named).toList());
  }

  /** Callers may write into an event's key whose it is. */
  private StoredEvent named(StoredEvent event) {
    String domain = event.event().item().domain();
    return new StoredEvent(
        linking.names().event(domain, event.key()),
        linking.names().in(domain, event.user()),
        event.event());
  }

  /** The name under which a person is spoken of inside. */
  public String name(String user) {
    return linking.names().person(user);
  }

  /** What holds for people who have not decided. */
  public ConsentPolicy policy() {
    return consents.policy();
  }

  /** What a person has decided on. */
  public List<Decision> decisions(String id) {
    return consents.store().of(name(id));
  }

  /** Whether models may have learnt from a person. */
  public boolean isInCorpus(String id) {
    return !past(id).isEmpty();
  }

  /** What may be done with a person's events from now on. */
  public Permissions permissions(String id) {
    return linking.limited(id, consents.permissions(name(id)));
  }

  /** Keeps decisions of a person. */
  public void decide(String id, List<Decision> decisions) {
    consents.decide(name(id), decisions);
  }

  @Override
  public Person person(String id) {
    return Person.of(history(id), permissions(id));
  }

  private History history(String id) {
    List<StoredEvent> all = past(id);
    for (String name : linking.namesOf(id)) {
      since
          .history(name, MAX_HISTORY)
          .events()
          .forEach(event -> all.add(new StoredEvent("", name, event)));
    }
    keepTold(id, all);
    // Stable: of one second, what the corpus holds comes first.
    all.sort(BY_TIME);
    return new History(
        all.subList(Math.max(0, all.size() - MAX_HISTORY), all.size()).stream()
            .map(StoredEvent::event)
            .toList());
  }

  /** All events of a person, oldest first. */
  public List<StoredEvent> export(String id) {
    List<StoredEvent> all = past(id);
    for (String name : linking.namesOf(id)) {
      all.addAll(since.export(name));
    }
    keepTold(id, all);
    all.sort(BY_TIME);
    return List.copyOf(all);
  }

  /** Erases a person; how many events went. */
  public long erase(String id) {
    String user = name(id);
    long count = past(user).size();
    // First the mark: whatever fails later, and whatever is imported, the person does not come
    // back.
    if (count > 0 || isStored(user)) {
      erased.add(user);
    }
    if (count > 0) {
      consents.await(user, PendingRemoval.ERASURE);
    }
    consents.store().forget(user);
    consents.links().forget(linking.names().generalNamesOf(user));
    for (String name : linking.namesOf(user)) {
      count += since.erase(name);
    }
    return count;
  }

  private boolean isStored(String user) {
    return linking.namesOf(user).stream()
        .anyMatch(name -> !since.history(name, 1).events().isEmpty());
  }

  /** Some people of the corpus, in no order that tells anything. */
  public List<String> some(int limit) {
    return present().limit(limit).toList();
  }

  /**
   * What some people of the corpus did who allow everything to be used, the longest histories among
   * as many again. Not meant for answers.
   */
  public List<List<Event>> histories(int limit) {
    return present()
        .limit(MAX_LOOKED_AT)
        .filter(this::allowsEverything)
        .limit(2L * limit)
        .map(name -> pastUnder(name).stream().map(StoredEvent::event).toList())
        .sorted(Comparator.comparingInt((List<Event> history) -> history.size()).reversed())
        .limit(limit)
        .toList();
  }

  private boolean allowsEverything(String name) {
    return permissions(name).allowEverything(catalogue.domains(), Purpose.PERSONALISATION);
  }

  private Stream<String> present() {
    return IntStream.range(0, past.users())
        .filter(user -> past.end(user) > past.begin(user) && !isErased(past.user(user)))
        .mapToObj(past::user);
  }

  /** Names by which some people can be asked about; none where only the edge knows them. */
  public List<String> ids(int limit) {
    return linking.names().areOn() ? List.of() : some(limit);
  }

  private void keepTold(String id, List<StoredEvent> events) {
    Predicate<String> told = linking.told(id);
    events.removeIf(event -> !told.test(event.event().item().domain()));
  }

  /** What the corpus holds of a person, a name after the other. */
  private List<StoredEvent> past(String id) {
    List<StoredEvent> events = new ArrayList<>();
    linking.namesOf(id).forEach(name -> events.addAll(pastUnder(name)));
    return events;
  }

  private List<StoredEvent> pastUnder(String name) {
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
    return erased.has(name(name));
  }
}
