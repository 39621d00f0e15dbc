package io.kuayu.server.access;

/**
 * Whose tokens (JWT) are accepted.
 *
 * @param issuer the claim {@code iss} must be this
 * @param audience the claim {@code aud} must hold this
 * @param keys the issuer's public keys (JWKS): a file or an https address
 * @param rolesClaim the claim that lists grants as {@code role} or {@code role:domain}
 */
public record TokenSettings(String issuer, String audience, String keys, String rolesClaim) {
  public static final String ROLES = "kuayu_roles";
}
