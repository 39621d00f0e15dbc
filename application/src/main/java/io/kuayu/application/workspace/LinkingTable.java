package io.kuayu.application.workspace;

import io.kuayu.corpus.settings.PrivacySettings;
import io.kuayu.corpus.staging.ImportConsent;
import io.kuayu.privacy.link.LinkStore;
import io.kuayu.privacy.link.Links;
import io.kuayu.privacy.link.NoLinks;
import io.kuayu.storage.sql.LinkTable;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The linking table of a configuration; none where domains have no names of their own. */
public final class LinkingTable {
  private LinkingTable() {}

  /** The table, which is made where it is missing. To be closed. */
  public static LinkStore open(PrivacySettings privacy) {
    return privacy.perDomain() ? LinkTable.in(privacy.links()) : NoLinks.INSTANCE;
  }

  /** Whether there is a table that knows everybody of the last import, or none is needed. */
  static boolean isWhole(PrivacySettings privacy) {
    if (!privacy.perDomain()) {
      return true;
    }
    if (!Files.exists(privacy.links())) {
      return false;
    }
    try (LinkStore links = open(privacy)) {
      return links.isFilled();
    }
  }

  /** Which domains are linked at this moment; makes no table. */
  static Links links(PrivacySettings privacy) {
    if (!privacy.perDomain() || !Files.exists(privacy.links())) {
      return NoLinks.INSTANCE;
    }
    Map<String, Set<String>> linked = new HashMap<>();
    try (LinkStore links = open(privacy)) {
      links.each(
          (person, domain, _) -> linked.computeIfAbsent(person, _ -> new HashSet<>()).add(domain));
    }
    return person -> linked.getOrDefault(person, Set.of());
  }

  /** Gives people their present names there; where domains have none any more, nobody stays. */
  public static void rename(PrivacySettings privacy) {
    if (Files.exists(privacy.links())) {
      try (LinkTable table = LinkTable.in(privacy.links())) {
        if (privacy.perDomain()) {
          table.rename(privacy.names());
        } else {
          table.clear();
        }
      }
    }
  }

  /** Fills a table with the people of an import while it goes through them. */
  static final class Filling implements ImportConsent, AutoCloseable {
    private static final int AT_ONCE = 10_000;

    private final ConsentSnapshot consent;
    private final LinkStore links;
    private final List<String> people = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    Filling(ConsentSnapshot consent, LinkStore links) {
      this.consent = consent;
      this.links = links;
    }

    @Override
    public boolean isErased(String name) {
      return consent.isErased(name);
    }

    @Override
    public Set<String> joined(String person) {
      add(person);
      return consent.permissions(person).linked(consent.linking().domains());
    }

    private void add(String person) {
      people.add(person);
      if (people.size() >= AT_ONCE) {
        settle();
      }
    }

    private void settle() {
      links.settle(consent.linking(), people, consent::permissions);
      known.addAll(people);
      people.clear();
    }

    /**
     * Called when the corpus is there: people whom no file names are added, where the store holds
     * something of them, and others go.
     */
    void finish(Iterable<String> stored) {
      if (!consent.linking().names().arePerDomain()) {
        return;
      }
      consent.deciders().forEach(this::add);
      stored.forEach(name -> add(consent.linking().names().person(name)));
      settle();
      Set<String> gone = new HashSet<>();
      links.each((person, _, _) -> gone.add(person));
      gone.removeAll(known);
      links.forget(gone);
      links.filled();
    }

    @Override
    public void close() {
      links.close();
    }
  }
}
