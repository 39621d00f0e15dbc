package io.kuayu.cli.workspace;

import io.kuayu.privacy.consent.ConsentPolicy;
import io.kuayu.privacy.consent.Decision;
import io.kuayu.privacy.consent.Decisions;
import io.kuayu.privacy.consent.Permissions;
import io.kuayu.server.ServerSettings;
import io.kuayu.server.audit.AuditLog;
import io.kuayu.server.store.Stores;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What people wish to be done with their data, as the store of the server tells it at the beginning
 * of a command.
 */
public final class Wishes {
  private final ConsentPolicy policy;
  private final Map<String, List<Decision>> decisions;
  private final Predicate<String> erased;

  private Wishes(
      ConsentPolicy policy, Map<String, List<Decision>> decisions, Predicate<String> erased) {
    this.policy = policy;
    this.decisions = decisions;
    this.erased = erased;
  }

  static Wishes of(Configuration configuration) {
    ConsentPolicy policy = configuration.corpus().privacy().consent();
    ServerSettings server = configuration.server();
    if (!server.store().exists()) {
      return new Wishes(policy, Map.of(), _ -> false);
    }
    try (Stores stores = server.store().open()) {
      Set<String> erased = stores.erasures().all();
      AuditLog audit = AuditLog.in(server.access());
      return new Wishes(
          policy,
          stores.privacy().all(),
          name -> !erased.isEmpty() && erased.contains(audit.pseudonym(name)));
    }
  }

  /** Whether someone who ever had that name was erased. */
  public boolean isErased(String name) {
    return erased.test(name);
  }

  /** What may be done with a person's events. */
  public Permissions permissions(String person) {
    Decisions known = name -> decisions.getOrDefault(name, List.of());
    return policy.permissions(known, person);
  }
}
