package io.kuayu.application.settings;

import io.kuayu.core.KuayuException;
import io.kuayu.core.settings.Settings;
import io.kuayu.storage.access.Grant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whose tokens (JWT) are accepted.
 *
 * @param issuer the claim {@code iss} must be this
 * @param audience the claim {@code aud} must hold this
 * @param keys the issuer's public keys (JWKS): a file or an https address
 * @param rolesClaim the claim whose texts give grants; with dots it leads into objects
 * @param roles what each text of that claim gives; where empty, the texts themselves are {@link
 *     Grant}s as {@link Grant#parse} reads them
 */
public record TokenSettings(
    String issuer, String audience, String keys, String rolesClaim, Map<String, Set<Grant>> roles) {
  public static final String ROLES = "kuayu_roles";

  public TokenSettings {
    roles = Map.copyOf(roles);
  }

  /**
   * Reads the block {@code server.jwt}; empty where nothing is set there.
   *
   * @param folder where relative paths start
   */
  public static Optional<TokenSettings> read(Settings block, Path folder) {
    boolean isSet = !block.keys().isEmpty();
    String issuer = block.text("issuer", "");
    String audience = block.text("audience", "");
    String keys = block.text("keys", "");
    String rolesClaim = block.text("roles-claim", ROLES);
    Map<String, Set<Grant>> roles = roles(block.at("roles").anyKey());
    if (!isSet) {
      return Optional.empty();
    }
    if (issuer.isEmpty()) {
      block.problem("issuer", "is not set", "write what the claim 'iss' of a token must be");
    }
    if (audience.isEmpty()) {
      block.problem("audience", "is not set", "write what the claim 'aud' of a token must hold");
    }
    String place = place(block, keys, folder);
    return Optional.of(new TokenSettings(issuer, audience, place, rolesClaim, roles));
  }

  private static String place(Settings block, String keys, Path folder) {
    if (keys.startsWith("https://")) {
      return keys;
    }
    if (keys.isEmpty() || keys.contains("://")) {
      block.problem(
          "keys",
          keys.isEmpty() ? "is not set" : "is no https address",
          "name a file with the issuer's public keys (JWKS), or its https address");
      return keys;
    }
    Path file = folder.resolve(keys).normalize();
    if (!Files.isReadable(file)) {
      block.problem("keys", "names " + file + ", which cannot be read", "name a file of JWKS");
    }
    return file.toString();
  }

  private static Map<String, Set<Grant>> roles(Settings block) {
    Map<String, Set<Grant>> roles = new LinkedHashMap<>();
    for (String name : block.keys()) {
      Set<Grant> grants = new HashSet<>();
      for (String text : block.texts(name, List.of())) {
        try {
          grants.add(Grant.parse(text));
        } catch (KuayuException e) {
          block.problem(name, String.valueOf(e.getMessage()), e.remedy());
        }
      }
      roles.put(name, grants);
    }
    return roles;
  }

  /** What is in force, by the names of the configuration. */
  public Map<String, Object> described() {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("issuer", issuer);
    described.put("audience", audience);
    described.put("keys", keys);
    described.put("roles-claim", rolesClaim);
    Map<String, List<String>> written = new TreeMap<>();
    roles.forEach(
        (name, grants) ->
            written.put(name, grants.stream().map(Grant::toString).sorted().toList()));
    described.put("roles", written);
    return described;
  }
}
