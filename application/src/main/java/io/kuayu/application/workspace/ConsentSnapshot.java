package io.kuayu.application.workspace;

import io.kuayu.application.settings.Configuration;
import io.kuayu.application.settings.ServerSettings;
import io.kuayu.corpus.settings.PrivacySettings;
import io.kuayu.privacy.consent.ConsentPolicy;
import io.kuayu.privacy.consent.Decision;
import io.kuayu.privacy.consent.Decisions;
import io.kuayu.privacy.consent.Permissions;
import io.kuayu.privacy.link.Linking;
import io.kuayu.storage.ErasedUsers;
import io.kuayu.storage.Stores;
import io.kuayu.storage.audit.AuditLog;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What people allow to be done with their data, as the store of the server says at the beginning of
 * a command. Immutable.
 */
public final class ConsentSnapshot {
  private final ConsentPolicy policy;
  private final Map<String, List<Decision>> decisions;
  private final boolean someAreErased;
  private final Predicate<String> erased;
  private final Linking linking;

  private ConsentSnapshot(
      ConsentPolicy policy,
      Map<String, List<Decision>> decisions,
      boolean someAreErased,
      Predicate<String> erased,
      Linking linking) {
    this.policy = policy;
    this.decisions = decisions;
    this.someAreErased = someAreErased;
    this.erased = erased;
    this.linking = linking;
  }

  static ConsentSnapshot of(Configuration configuration) {
    PrivacySettings privacy = configuration.corpus().privacy();
    ConsentPolicy policy = privacy.consent();
    Linking linking = new Linking(privacy.names(), privacy.domains(), LinkingTable.links(privacy));
    ServerSettings server = configuration.server();
    if (!server.store().exists()) {
      return new ConsentSnapshot(policy, Map.of(), false, _ -> false, linking);
    }
    try (Stores stores = server.store().open()) {
      AuditLog audit = AuditLog.in(server.access());
      ErasedUsers erased = ErasedUsers.of(stores.erasures(), audit::pseudonym);
      return new ConsentSnapshot(
          policy, stores.privacy().all(), erased.areAny(), erased.now(), linking);
    }
  }

  /** Whether anybody was erased. */
  boolean someAreErased() {
    return someAreErased;
  }

  /** Whether someone who ever had that name was erased. */
  public boolean isErased(String name) {
    return erased.test(name);
  }

  /** Those who have decided on anything, by general names. */
  Set<String> deciders() {
    return decisions.keySet();
  }

  /**
   * What a person allows to be done with their events.
   *
   * @param id or any of their names
   */
  public Permissions permissions(String id) {
    if (decisions.isEmpty()) {
      return policy.permissions(Decisions.NONE, id);
    }
    Decisions known = name -> decisions.getOrDefault(name, List.of());
    return policy.permissions(known, linking.names().person(id));
  }

  /**
   * What may be done with a person's events for an answer: what they allow, where the linking table
   * connects their names.
   *
   * @param id or any of their names
   */
  public Permissions answering(String id) {
    return linking.limited(id, permissions(id));
  }

  /** Under which names people's events are. */
  public Linking linking() {
    return linking;
  }
}
