package io.kuayu.storage.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The stored record of a key; the key itself is shown once and stored nowhere.
 *
 * @param id public part of the key, which identifies it
 * @param name a human-readable name
 * @param hash SHA-256 of the whole key in hexadecimal digits
 * @param grants what its holder may do
 * @param created when it was created
 * @param expires when it expires, if ever
 * @param revoked when it was revoked, if it was
 */
public record ApiKey(
    String id,
    String name,
    String hash,
    Set<Grant> grants,
    Instant created,
    Optional<Instant> expires,
    Optional<Instant> revoked) {
  public ApiKey {
    grants = Set.copyOf(grants);
  }

  /** Whether it is accepted at that moment. */
  public boolean isValid(Instant moment) {
    return revoked.isEmpty() && expires.map(moment::isBefore).orElse(true);
  }

  ApiKey revokedAt(Instant moment) {
    return new ApiKey(
        id, name, hash, grants, created, expires, Optional.of(revoked.orElse(moment)));
  }
}
