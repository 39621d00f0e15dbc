package io.kuayu.storage.access;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The API keys of an installation, in one file beside its models. Thread-safe. A key that another
 * process creates is accepted at once, and one that it revokes is rejected within a second.
 *
 * <p>A key is {@code kuayu_ID_SECRET}. Its secret has 256 random bits, too many to guess, so a
 * plain SHA-256 is enough to store it.
 */
public final class KeyRing {
  private static final String PREFIX = "kuayu_";
  private static final int SECRET_BYTES = 32;
  private static final int ID_BYTES = 6;
  private static final int MAX_KEY_LENGTH = 200;

  private final ApiKeyFile file;
  private final SecureRandom random = new SecureRandom();

  private KeyRing(ApiKeyFile file) {
    this.file = file;
  }

  /** The keys in that folder; none where it does not exist. */
  public static KeyRing in(Path folder) {
    return new KeyRing(new ApiKeyFile(folder.resolve("keys.json")));
  }

  /**
   * A newly created key.
   *
   * @param secret the whole key: shown now and never again
   * @param key the record that is stored
   */
  public record CreatedKey(String secret, ApiKey key) {}

  /** Creates a key. */
  public CreatedKey create(String name, Set<Grant> grants, Optional<Instant> expires) {
    if (grants.isEmpty()) {
      throw new KuayuException(
          ErrorCode.API_KEY_WITHOUT_ROLE,
          "the key may do nothing",
          "give it a role, as in --role reader");
    }
    String id = HexFormat.of().formatHex(randomBytes(ID_BYTES));
    String secret =
        PREFIX
            + id
            + "_"
            + Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes(SECRET_BYTES));
    ApiKey key =
        new ApiKey(id, name, hash(secret), grants, Instant.now(), expires, Optional.empty());
    file.change(
        keys -> {
          List<ApiKey> more = new ArrayList<>(keys);
          more.add(key);
          return more;
        });
    return new CreatedKey(secret, key);
  }

  /** Creates a successor with the same name and grants, and revokes the old key. */
  public CreatedKey rotate(String id, Optional<Instant> expires) {
    ApiKey old = named(id);
    CreatedKey created = create(old.name(), old.grants(), expires);
    revoke(id);
    return created;
  }

  /** Revokes a key. */
  public ApiKey revoke(String id) {
    ApiKey revoked = named(id).revokedAt(Instant.now());
    file.change(keys -> keys.stream().map(key -> key.id().equals(id) ? revoked : key).toList());
    return revoked;
  }

  /** All keys ever created, including expired and revoked ones. */
  public List<ApiKey> keys() {
    return file.keys();
  }

  /** The key that was presented; empty where it is unknown, forged, expired or revoked. */
  public Optional<ApiKey> find(String key) {
    if (key.length() > MAX_KEY_LENGTH || !key.startsWith(PREFIX)) {
      return Optional.empty();
    }
    int end = key.indexOf('_', PREFIX.length());
    if (end < 0) {
      return Optional.empty();
    }
    String id = key.substring(PREFIX.length(), end);
    byte[] hash = hash(key).getBytes(StandardCharsets.US_ASCII);
    Instant now = Instant.now();
    return named(file.keys(), id)
        // The key may be newer than the cached file.
        .or(() -> named(file.currentKeys(), id))
        .filter(
            found -> MessageDigest.isEqual(hash, found.hash().getBytes(StandardCharsets.US_ASCII)))
        .filter(found -> found.isValid(now));
  }

  private static Optional<ApiKey> named(List<ApiKey> keys, String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }

  private ApiKey named(String id) {
    return named(file.currentKeys(), id)
        .orElseThrow(
            () ->
                new KuayuException(
                    ErrorCode.UNKNOWN_API_KEY,
                    "there is no key '" + id + "'",
                    "see the ids by: kuayu keys list"));
  }

  private byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String hash(String secret) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
