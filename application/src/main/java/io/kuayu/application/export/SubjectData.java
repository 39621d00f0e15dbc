package io.kuayu.application.export;

import io.kuayu.application.settings.ServerSettings;
import io.kuayu.application.workspace.Workspace;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Event;
import io.kuayu.core.Interactions;
import io.kuayu.corpus.Corpus;
import io.kuayu.engine.store.StoredEvent;
import io.kuayu.privacy.consent.Decision;
import io.kuayu.privacy.link.Linking;
import io.kuayu.storage.Stores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is held about a person.
 *
 * @param name that they have inside
 * @param corpus their events in the corpus, oldest first
 * @param stored their events in the store, oldest first
 * @param decisions on the use of their data
 * @param linked the domains in which the linking table knows them
 * @param friends the names of those whose friend the corpus says they are
 */
public record SubjectData(
    String name,
    List<Event> corpus,
    List<StoredEvent> stored,
    List<Decision> decisions,
    Set<String> linked,
    List<String> friends) {
  /**
   * Looks everything up.
   *
   * @param user the id that they have outside
   */
  public static SubjectData about(Workspace workspace, String user) {
    String name = workspace.names().person(user);
    ServerSettings server = workspace.configuration().server();
    List<StoredEvent> stored = new ArrayList<>();
    List<Decision> decisions = List.of();
    if (server.store().exists()) {
      try (Stores stores = server.store().open()) {
        for (String known : workspace.names().everyNameOf(user)) {
          stored.addAll(stores.events().export(known));
        }
        decisions = stores.privacy().of(name);
      }
    }
    stored.sort(Comparator.comparingLong(held -> held.event().timestamp()));
    Linking linking = workspace.consent().linking();
    return new SubjectData(
        name,
        ofCorpus(workspace.corpus(), linking.namesOf(name)),
        List.copyOf(stored),
        decisions,
        linking.links().of(name),
        workspace.corpus().friends().friendsOf(name));
  }

  private static List<Event> ofCorpus(Corpus corpus, List<String> names) {
    Interactions all = corpus.interactions();
    Catalogue catalogue = corpus.catalogue();
    List<Event> events = new ArrayList<>();
    for (int user = 0; user < all.users(); user++) {
      if (names.contains(all.user(user))) {
        for (int event = all.begin(user); event < all.end(user); event++) {
          events.add(all.event(event, catalogue));
        }
      }
    }
    if (names.size() > 1) {
      events.sort(Comparator.comparingLong(Event::timestamp));
    }
    return events;
  }

  public boolean isNothing() {
    return corpus.isEmpty()
        && stored.isEmpty()
        && decisions.isEmpty()
        && linked.isEmpty()
        && friends.isEmpty();
  }

  /** For JSON. */
  public Map<String, Object> told(Catalogue catalogue) {
    Map<String, Object> told = new LinkedHashMap<>();
    List<Map<String, Object>> events = new ArrayList<>();
    corpus.forEach(event -> events.add(told(event, "corpus", catalogue)));
    stored.forEach(event -> events.add(told(event.event(), "store", catalogue)));
    told.put("name", name);
    told.put("events", events);
    if (!linked.isEmpty()) {
      told.put("linkedDomains", new TreeSet<>(linked));
    }
    if (!friends.isEmpty()) {
      told.put("friends", friends);
    }
    Map<String, Long> profile = new LinkedHashMap<>();
    events.forEach(event -> profile.merge(String.valueOf(event.get("domain")), 1L, Long::sum));
    told.put("eventsByDomain", profile);
    told.put(
        "consents",
        decisions.stream()
            .map(
                decision ->
                    Map.of(
                        "from", decision.source(),
                        "to", decision.target(),
                        "purpose", decision.purpose().written(),
                        "granted", decision.granted()))
            .toList());
    return told;
  }

  private static Map<String, Object> told(Event event, String where, Catalogue catalogue) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("domain", event.item().domain());
    told.put("item", event.item().id());
    told.put("type", event.type());
    told.put("value", event.value());
    told.put("timestamp", event.timestamp());
    var ordinal = catalogue.ordinal(event.item());
    told.put("title", ordinal.isPresent() ? catalogue.item(ordinal.getAsInt()).title() : "");
    told.put("heldIn", where);
    return told;
  }
}
