package io.kuayu.privacy.link;

import io.kuayu.privacy.consent.Permissions;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Under which names a person's events are, and which of these may be taken together. Where domains
 * have no names of their own, everybody has one name and all of it belongs together; callers need
 * not know.
 *
 * @param names of people
 * @param domains all that there are
 * @param links what may be taken together
 */
public record Linking(Pseudonyms names, List<String> domains, Links links) {
  public Linking {
    domains = List.copyOf(domains);
  }

  /**
   * The names under which events of whom somebody asks about may be: the general one, and that of
   * each domain of which they may be told.
   *
   * @param id what the person is called by whoever asks
   */
  public List<String> namesOf(String id) {
    String person = names.person(id);
    List<String> all = new ArrayList<>(List.of(person));
    if (names.arePerDomain()) {
      domains.stream()
          .filter(disclosableDomains(id))
          .forEach(domain -> all.add(names.in(domain, person)));
    }
    return List.copyOf(all);
  }

  /**
   * The domains of whose events somebody may be told: all, but whoever calls the person by the name
   * of one domain is told of that one, and of others only where they are linked with it.
   */
  public Predicate<String> disclosableDomains(String id) {
    Optional<String> own = names.arePerDomain() ? names.domainOf(id) : Optional.empty();
    if (own.isEmpty()) {
      return _ -> true;
    }
    Set<String> linked = links.of(names.person(id));
    boolean joined = linked.contains(own.get());
    return domain -> domain.equals(own.get()) || (joined && linked.contains(domain));
  }

  /** What is left of a person's permissions where domains are not linked. */
  public Permissions limited(String id, Permissions permissions) {
    return names.arePerDomain() ? permissions.among(links.of(names.person(id))) : permissions;
  }

  /** The rows of the linking table that a person's permissions ask for: a name by each domain. */
  Map<String, String> rows(String person, Permissions permissions) {
    Map<String, String> rows = new LinkedHashMap<>();
    permissions.linked(domains).forEach(domain -> rows.put(domain, names.in(domain, person)));
    return rows;
  }
}
