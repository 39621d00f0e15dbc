package io.kuayu.application.access;

import io.kuayu.application.privacy.Actor;
import io.kuayu.application.privacy.AuditTrail;
import io.kuayu.application.settings.ServerSettings;
import io.kuayu.storage.access.ApiKey;
import io.kuayu.storage.access.Grant;
import io.kuayu.storage.access.KeyRing;
import io.kuayu.storage.access.KeyRing.CreatedKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Changes the API keys of a server. Where the audit log cannot be written, no key changes.
 * Thread-safe.
 */
public final class ApiKeyService {
  private static final String KEY = "key";

  private final KeyRing keys;
  private final AuditTrail audit;

  public ApiKeyService(KeyRing keys, AuditTrail audit) {
    this.keys = keys;
    this.audit = audit;
  }

  /** The keys in the access folder of a configuration. */
  public static ApiKeyService of(ServerSettings settings) {
    return new ApiKeyService(KeyRing.in(settings.access()), AuditTrail.of(settings));
  }

  /**
   * Creates a key.
   *
   * @param name for people
   * @param expires when it stops to be valid, if ever
   */
  public CreatedKey create(Actor actor, String name, Set<Grant> grants, Optional<Instant> expires) {
    Map<String, String> intent =
        Map.of(
            "grants",
            grants.stream().map(Grant::toString).sorted().collect(Collectors.joining(",")));
    return step(
        actor,
        "key.create",
        intent,
        () -> keys.create(name, grants, expires),
        created -> created.key().id());
  }

  /** Creates a successor of a key, with its name and grants, and revokes the old one. */
  public CreatedKey rotate(Actor actor, String id, Optional<Instant> expires) {
    return step(
        actor,
        "key.rotate",
        Map.of("revoked", id),
        () -> keys.rotate(id, expires),
        created -> created.key().id());
  }

  /** Revokes a key. */
  public ApiKey revoke(Actor actor, String id) {
    return step(actor, "key.revoke", Map.of(KEY, id), () -> keys.revoke(id), ApiKey::id);
  }

  /** All keys ever created, including expired and revoked ones. */
  public List<ApiKey> keys() {
    return keys.keys();
  }

  private <T> T step(
      Actor actor,
      String action,
      Map<String, String> intent,
      Supplier<T> step,
      Function<T, String> id) {
    return audit.step(
        actor, action, List.of(intent), step, result -> Map.of(KEY, id.apply(result)));
  }
}
