package io.kuayu.application.workspace;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.corpus.settings.CorpusSettings;
import io.kuayu.corpus.settings.DomainSettings;
import io.kuayu.corpus.settings.UserMappingSettings;
import io.kuayu.corpus.staging.UserMapping;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds a person by any of their names where a {@code users:} file joins the ids of domains: the
 * name that they have everywhere, {@code DOMAIN:ID}, or a plain id of a domain. The file is read
 * when it is first needed, about 100 bytes of memory a name; nothing of it is written. Thread-safe.
 */
public final class UserAliases {
  /** Where no file joins users: each has the one id of their events. */
  public static final UserAliases NONE = new UserAliases(Optional.empty());

  private final Optional<CorpusSettings> settings;
  private @Nullable Map<String, Set<String>> people;

  private UserAliases(Optional<CorpusSettings> settings) {
    this.settings = settings;
  }

  /** The names of a configuration. */
  public static UserAliases of(CorpusSettings settings) {
    return settings.users().isPresent() ? new UserAliases(Optional.of(settings)) : NONE;
  }

  /** Whether a file joins users. */
  public boolean areAny() {
    return settings.isPresent();
  }

  /** Reads the file now. */
  public void load() {
    var _ = people();
  }

  /**
   * The name under which the corpus knows a person.
   *
   * @param id any of their names; one that nobody has is returned as it is
   * @param known whether the data hold somebody of exactly that name, who goes first
   * @throws KuayuException where it is the id of several people in different domains
   */
  public String resolve(String id, Predicate<String> known) {
    if (!areAny()) {
      return id;
    }
    Set<String> found = new LinkedHashSet<>(people().getOrDefault(id, Set.of()));
    if (found.contains(id) || known.test(id)) {
      return id;
    }
    // Whoever is in no row of the file has this name in the corpus.
    mapping().stream()
        .flatMap(mapping -> mapping.columns().keySet().stream())
        .map(domain -> qualified(domain, id))
        .filter(known)
        .forEach(found::add);
    if (found.size() > 1) {
      throw new KuayuException(
          ErrorCode.AMBIGUOUS_USER,
          "the id is that of "
              + found.size()
              + " people in different domains (looked up in "
              + columns()
              + ")",
          "write DOMAIN:ID, with a domain of " + String.join(", ", domains()));
    }
    return found.isEmpty() ? id : found.iterator().next();
  }

  /** The columns in which a name is looked up, for messages. */
  public static String columns(CorpusSettings settings) {
    if (settings.users().isPresent()) {
      return of(settings).columns();
    }
    Set<String> columns = new LinkedHashSet<>();
    for (DomainSettings domain : settings.domains()) {
      domain
          .events()
          .forEach(
              events ->
                  columns.add(
                      events.user().map(named -> named.column() + " of ").orElse("the users of ")
                          + events.source().source().name()));
    }
    return String.join(", ", columns);
  }

  private String columns() {
    UserMappingSettings mapping = mapping().orElseThrow();
    List<String> columns = new ArrayList<>(List.of(mapping.person().column()));
    mapping.columns().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(named -> columns.add(named.getValue().column()));
    return String.join(", ", columns) + " of " + mapping.source().source().name();
  }

  private Collection<String> domains() {
    return new TreeSet<>(mapping().orElseThrow().columns().keySet());
  }

  private Optional<UserMappingSettings> mapping() {
    return settings.flatMap(CorpusSettings::users);
  }

  private synchronized Map<String, Set<String>> people() {
    Map<String, Set<String>> read = people;
    if (read == null) {
      read = read();
      people = read;
    }
    return read;
  }

  private Map<String, Set<String>> read() {
    Map<String, Set<String>> names = new HashMap<>();
    if (settings.isPresent()) {
      for (UserMapping.Name name :
          UserMapping.read(mapping().orElseThrow(), settings.get().resources())) {
        add(names, name.person(), name.person());
        add(names, name.id(), name.person());
        add(names, qualified(name.domain(), name.id()), name.person());
      }
    }
    return names;
  }

  private static void add(Map<String, Set<String>> names, String name, String person) {
    names.merge(
        name,
        Set.of(person),
        (some, more) -> {
          Set<String> all = new LinkedHashSet<>(some);
          all.addAll(more);
          return all;
        });
  }

  private static String qualified(String domain, String id) {
    return domain + ":" + id;
  }
}
