package io.kuayu.application.users;

import io.kuayu.application.batch.ListedPerson;
import io.kuayu.application.batch.PersonSource;
import io.kuayu.application.workspace.ConsentSnapshot;
import io.kuayu.application.workspace.UserAliases;
import io.kuayu.application.workspace.Workspace;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Event;
import io.kuayu.core.FriendGraph;
import io.kuayu.core.History;
import io.kuayu.core.Interactions;
import io.kuayu.corpus.Corpus;
import io.kuayu.engine.consent.Friends;
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
  private final UserAliases aliases;
  private final FriendGraph ties;

  private CorpusUsers(Corpus corpus, ConsentSnapshot consent, UserAliases aliases) {
    this.consent = consent;
    this.aliases = aliases;
    catalogue = corpus.catalogue();
    interactions = corpus.interactions();
    ties = interactions.haveFriends() ? corpus.friends() : FriendGraph.NONE;
    numbers = HashMap.newHashMap(interactions.users());
    for (int user = 0; user < interactions.users(); user++) {
      numbers.put(interactions.user(user), user);
    }
  }

  /** The people of a work folder, whose data are prepared first where they are not current. */
  public static CorpusUsers of(Workspace workspace) {
    Corpus corpus = workspace.corpus();
    return new CorpusUsers(corpus, workspace.consent(), workspace.aliases());
  }

  /**
   * The name under which the corpus of a work folder knows a person; where no file joins users it
   * is not opened.
   */
  public static String resolve(Workspace workspace, String id) {
    return workspace.aliases().areAny() ? of(workspace).resolve(id) : id;
  }

  /** All that a person did, whatever names it is kept under. */
  @Override
  public Person person(String id) {
    String name = resolve(id);
    return Person.of(history(name), consent.answering(name)).withFriends(friends(name));
  }

  private Friends friends(String name) {
    return Friends.of(
        ties.minPeople(),
        () -> ties.friendsOf(consent.linking().names().person(name)),
        friend -> Person.of(history(friend), consent.answering(friend)));
  }

  /**
   * The name under which the corpus knows a person.
   *
   * @param id any of their names
   * @throws io.kuayu.core.KuayuException where it is the id of several people
   */
  public String resolve(String id) {
    return aliases.resolve(
        id, name -> consent.linking().namesOf(name).stream().anyMatch(numbers::containsKey));
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
        () ->
            Person.of(new History(events(user)), consent.answering(name))
                .withFriends(friends(name)));
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
