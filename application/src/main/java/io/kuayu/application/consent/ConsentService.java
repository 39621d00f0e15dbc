package io.kuayu.application.consent;

import io.kuayu.application.privacy.Actor;
import io.kuayu.application.privacy.AuditTrail;
import io.kuayu.application.privacy.OpenedStores;
import io.kuayu.application.privacy.StoreAccess;
import io.kuayu.application.settings.Configuration;
import io.kuayu.privacy.consent.Decision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps and lists the decisions of people, for the command {@code consent} and for {@code
 * /api/v1/users/{user}/consents} alike. Decisions are in force at once; what weights have learnt
 * goes with the next training. Thread-safe.
 */
public final class ConsentService {
  private static final String ACTION = "user.consent";

  private final StoreAccess stores;
  private final AuditTrail audit;

  public ConsentService(StoreAccess stores, AuditTrail audit) {
    this.stores = stores;
    this.audit = audit;
  }

  /** The decisions in the store of a configuration. */
  public static ConsentService of(Configuration configuration) {
    AuditTrail audit = AuditTrail.of(configuration.server());
    return new ConsentService(new OpenedStores(configuration, audit), audit);
  }

  /**
   * Keeps decisions, all or none of them.
   *
   * @throws io.kuayu.core.KuayuException where the audit log cannot be written; then none is kept
   */
  public ConsentResult decide(Actor actor, ConsentRequest request) {
    Map<String, List<Decision>> byName = new LinkedHashMap<>();
    request
        .decisions()
        .forEach(
            (user, some) ->
                byName
                    .computeIfAbsent(stores.names().person(user), _ -> new ArrayList<>())
                    .addAll(some));
    List<Map<String, String>> intents =
        byName.entrySet().stream()
            .map(
                of ->
                    Map.of(
                        "user",
                        audit.pseudonym(of.getKey()),
                        "decisions",
                        String.valueOf(of.getValue().size())))
            .toList();
    int decisions = byName.values().stream().mapToInt(List::size).sum();
    return audit.step(
        actor,
        ACTION,
        intents,
        () ->
            new ConsentResult(
                byName.size(),
                decisions,
                stores.with(session -> session.consents().decide(byName))),
        result ->
            intents.size() == 1
                ? intents.getFirst()
                : Map.of(
                    "people",
                    String.valueOf(result.people()),
                    "decisions",
                    String.valueOf(result.decisions())));
  }

  /** What a person has decided on. */
  public List<Decision> decisions(String user) {
    String person = stores.names().person(user);
    return stores.with(session -> session.stores().privacy().of(person));
  }
}
