package io.kuayu.application.users;

import io.kuayu.application.export.SubjectData;
import io.kuayu.application.export.SubjectSource;
import io.kuayu.application.privacy.LentStores;
import io.kuayu.application.privacy.StoreSession;
import io.kuayu.application.workspace.UserAliases;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Event;
import io.kuayu.core.FriendGraph;
import io.kuayu.core.History;
import io.kuayu.core.Interactions;
import io.kuayu.engine.consent.Friends;
import io.kuayu.engine.consent.Person;
import io.kuayu.engine.store.EventStore;
import io.kuayu.engine.store.StoredEvent;
import io.kuayu.privacy.consent.ConsentPolicy;
import io.kuayu.privacy.consent.Permissions;
import io.kuayu.privacy.consent.Purpose;
import io.kuayu.privacy.link.Linking;
import io.kuayu.storage.ConsentRecorder;
import io.kuayu.storage.ErasedUsers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
public final class UserDirectory implements People, SubjectSource {
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
  private final LentStores access;
  private final UserAliases aliases;
  private final FriendGraph ties;

  /**
   * @param catalogue whose ordinals the interactions use
   * @param friends who is whose friend, by the names of the interactions
   * @param aliases further names of people
   * @param access to the stores of what happened since, and the rules: their names are those of the
   *     interactions
   * @param pseudonym names an erased person without telling who they are
   */
  public UserDirectory(
      Catalogue catalogue,
      Interactions past,
      FriendGraph friends,
      UserAliases aliases,
      LentStores access,
      UnaryOperator<String> pseudonym) {
    this.aliases = aliases;
    this.catalogue = catalogue;
    this.past = past;
    ties = friends;
    this.access = access;
    StoreSession session = access.session();
    since = session.stores().events();
    erased = ErasedUsers.of(session.stores().erasures(), pseudonym);
    linking = session.rules().linking();
    consents = session.consents();
    numbers = HashMap.newHashMap(past.users());
    for (int user = 0; user < past.users(); user++) {
      numbers.put(past.user(user), user);
    }
  }

  /**
   * Stores events durably. One that was erased with its person is not stored again: it counts as
   * there.
   *
   * @return for each whether it is new
   */
  public List<Boolean> append(List<StoredEvent> incoming) {
    List<StoredEvent> events = incoming.stream().map(this::resolved).toList();
    return access.storing(
        _ -> {
          ErasedEvents erasedEvents = new ErasedEvents(erased, linking.names());
          List<Boolean> gone = events.stream().map(erasedEvents::contain).toList();
          if (!gone.contains(true)) {
            return keep(events);
          }
          List<StoredEvent> kept = new ArrayList<>();
          for (int event = 0; event < events.size(); event++) {
            if (!gone.get(event)) {
              kept.add(events.get(event));
            }
          }
          Iterator<Boolean> stored = keep(kept).iterator();
          return gone.stream().map(isGone -> !isGone && stored.next()).toList();
        });
  }

  /** What is stored under the key of an event and the name of its user; empty where nothing is. */
  public Optional<Event> underKeyOf(StoredEvent event) {
    StoredEvent own = resolved(event);
    StoredEvent named = linking.names().areOn() ? named(own) : own;
    return since.find(named.user(), named.key());
  }

  private StoredEvent resolved(StoredEvent event) {
    return new StoredEvent(event.key(), resolve(event.user()), event.event());
  }

  /**
   * The name under which a person is known.
   *
   * @param id any of their names
   * @throws io.kuayu.core.KuayuException where it is the id of several people
   */
  public String resolve(String id) {
    return aliases.resolve(
        id, name -> linking.namesOf(name).stream().anyMatch(numbers::containsKey));
  }

  private List<Boolean> keep(List<StoredEvent> events) {
    if (!linking.names().areOn()) {
      return since.append(events);
    }
    if (linking.names().arePerDomain()) {
      consents.apply(events.stream().map(event -> name(event.user())).distinct().toList());
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

  /** How many events of a person the corpus holds, which models may have learnt from. */
  public long corpusEvents(String id) {
    return past(id).size();
  }

  /** Everything that is held about a person, of the domains that may be told under that id. */
  @Override
  public SubjectData about(String given) {
    String id = resolve(given);
    List<StoredEvent> corpus = past(id);
    List<StoredEvent> stored = new ArrayList<>();
    linking.namesOf(id).forEach(name -> stored.addAll(since.export(name)));
    keepTold(id, corpus);
    keepTold(id, stored);
    corpus.sort(BY_TIME);
    stored.sort(BY_TIME);
    String person = name(id);
    return new SubjectData(
        person,
        corpus.stream().map(StoredEvent::event).toList(),
        List.copyOf(stored),
        consents.store().of(person),
        linking.links().of(person),
        friendsOf(person));
  }

  /** What may be done with a person's events from now on. */
  public Permissions permissions(String id) {
    return linking.limited(id, consents.permissions(name(id)));
  }

  @Override
  public Person person(String given) {
    String id = resolve(given);
    return Person.of(history(id), permissions(id)).withFriends(friends(name(id)));
  }

  private List<String> friendsOf(String name) {
    return isErased(name)
        ? List.of()
        : ties.friendsOf(name).stream().filter(friend -> !isErased(friend)).toList();
  }

  private Friends friends(String name) {
    if (!past.haveFriends()) {
      return Friends.NONE;
    }
    return Friends.of(
        ties.minPeople(),
        () -> friendsOf(name),
        friend -> Person.of(history(friend), permissions(friend)));
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
    Predicate<String> told = linking.disclosableDomains(id);
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
