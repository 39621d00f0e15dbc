package io.kuayu.storage.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What is kept of a key; the key itself is shown once and kept nowhere.
 *
 * @param id public part of the key, by which it is found and named
 * @param name what people call it
 * @param hash SHA-256 of the whole key in hexadecimal digits
 * @param grants what its holder may do
 * @param created when it was made
 * @param expires from when on it is refused, if ever
 * @param revoked since when it is refused, if it is
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
