package io.kuayu.application.pseudonym;

import io.kuayu.application.WrongUsage;
import io.kuayu.application.privacy.Actor;
import io.kuayu.application.privacy.AuditTrail;
import io.kuayu.application.settings.Configuration;
import io.kuayu.application.workspace.LinkingTable;
import io.kuayu.corpus.settings.PrivacySettings;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import io.kuayu.storage.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Tells people's pseudonyms, and renews them where their key or their kind has changed. */
public final class PseudonymService {
  private final Configuration configuration;
  private final AuditTrail audit;

  /**
   * @throws WrongUsage where people keep their ids
   */
  public PseudonymService(Configuration configuration) {
    if (!configuration.corpus().privacy().pseudonyms()) {
      throw new WrongUsage(
          "people keep their ids here",
          "set 'privacy: { pseudonyms: true }' to give them pseudonyms");
    }
    this.configuration = configuration;
    audit = AuditTrail.of(configuration.server());
  }

  /**
   * A name of a person.
   *
   * @param id that the person has outside
   * @param domain in which the name stands; empty for the general one
   */
  public record Pseudonym(String id, String name, String domain) {}

  /** The general name of a person and, where domains have names of their own, theirs. */
  public List<Pseudonym> of(String id) {
    Pseudonyms names = privacy().names();
    List<Pseudonym> all = new ArrayList<>();
    all.add(new Pseudonym(id, names.person(id), ""));
    if (names.arePerDomain()) {
      for (String domain : configuration.corpus().domainNames()) {
        all.add(new Pseudonym(id, names.in(domain, id), domain));
      }
    }
    return List.copyOf(all);
  }

  /** Adds a key and renames everything that is stored; how many names were changed. */
  public long rotate(Actor actor) {
    return audited(
        actor,
        "pseudonyms.rotate",
        () -> {
          privacy().key().rotate();
          return renamed();
        });
  }

  /** Renames what is stored under older names; how many names were changed. */
  public long renew(Actor actor) {
    return audited(actor, "pseudonyms.renew", this::renamed);
  }

  private long audited(Actor actor, String action, Supplier<Long> step) {
    return audit.step(
        actor,
        action,
        List.of(Map.of()),
        step,
        renamed -> Map.of("renamed", String.valueOf(renamed)));
  }

  private long renamed() {
    long renamed = 0;
    if (configuration.server().store().exists()) {
      try (Stores stores = configuration.server().store().open()) {
        renamed = stores.privacy().rename(privacy().names());
      }
    }
    LinkingTable.rename(privacy());
    return renamed;
  }

  private PrivacySettings privacy() {
    return configuration.corpus().privacy();
  }
}
