package io.kuayu.server.access;

import io.kuayu.storage.access.KeyRing;
import java.util.Optional;

/**
 * Tells who makes a request. Open to everybody on this machine until the first key is made or
 * tokens are configured; from then on, and for ever, nobody without one is let in.
 *
 * @param keys the API keys
 * @param tokens verifies tokens of people, where that is configured
 * @param loopback whether the server is bound to this machine alone
 */
public record Authenticator(KeyRing keys, Optional<TokenVerifier> tokens, boolean loopback) {
  private static final String BEARER = "Bearer ";

  /** Whether nobody needs to say who they are. */
  public boolean isOpen() {
    return loopback && tokens.isEmpty() && keys.keys().isEmpty();
  }

  /**
   * The caller; empty where nothing valid is presented.
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
