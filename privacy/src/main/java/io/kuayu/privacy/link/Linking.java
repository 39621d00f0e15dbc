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
 * Maps a person to the names under which their events are stored, and tells which of these may be
 * combined. Where domains have no names of their own, each person has one name and all their events
 * belong together; callers need not distinguish the cases.
 *
 * @param names the names of people
 * @param domains all domains
 * @param links which names may be combined
 */
public record Linking(Pseudonyms names, List<String> domains, Links links) {
  public Linking {
    domains = List.copyOf(domains);
  }

  /**
   * The names under which a person's events may be stored, as far as the caller may see them: the
   * general name, and the name in each domain that the caller may see.
   *
   * @param id the name that the caller uses for the person
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
   * The domains whose events the caller may see. These are all domains, with one exception: a
   * caller that uses the name of one domain sees that domain, and others only where they are linked
   * with it.
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

  /** The person's permissions, restricted where domains are not linked. */
  public Permissions limited(String id, Permissions permissions) {
    return names.arePerDomain() ? permissions.among(links.of(names.person(id))) : permissions;
  }

  /** The rows of the linking table that a person's permissions require: a name by domain. */
  Map<String, String> rows(String person, Permissions permissions) {
    Map<String, String> rows = new LinkedHashMap<>();
    permissions.linked(domains).forEach(domain -> rows.put(domain, names.in(domain, person)));
    return rows;
  }
}
