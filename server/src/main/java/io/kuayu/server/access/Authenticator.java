package io.kuayu.server.access;

import io.kuayu.storage.access.KeyRing;
import java.util.Optional;

/**
 * Identifies the caller of a request. Everybody on this machine has access until the first key is
 * created or tokens are configured. From then on, access always requires a key or token.
 *
 * @param keys the API keys
 * @param tokens verifies tokens of users, if configured
 * @param loopback whether the server is bound to the loopback interface only
 */
public record Authenticator(KeyRing keys, Optional<TokenVerifier> tokens, boolean loopback) {
  private static final String BEARER = "Bearer ";

  /** Whether no authentication is required. */
  public boolean isOpen() {
    return loopback && tokens.isEmpty() && keys.keys().isEmpty();
  }

  /**
   * The caller; empty without valid credentials.
   *
   * @param authorization the header of that name: {@code Bearer} and a key or a token
   * @param apiKey the header {@code X-API-Key}
   */
  public Optional<Caller> caller(Optional<String> authorization, Optional<String> apiKey) {
    if (isOpen()) {
      return Optional.of(Caller.LOCAL);
    }
    Optional<String> presented =
        apiKey.or(
            () ->
                authorization
                    .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                    .map(header -> header.substring(BEARER.length()).strip()));
    return presented.flatMap(this::known);
  }

  private Optional<Caller> known(String presented) {
    return keys.find(presented)
        .map(key -> new Caller("key:" + key.id(), key.grants()))
        .or(() -> tokens.flatMap(verifier -> verifier.verify(presented)));
  }
}
