package io.kuayu.application.events;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Remembers to which user and domain the latest keys of requests belong. A store knows a key for
 * one user alone; a client that sends the same key with an event of another user made a mistake,
 * which would otherwise be stored. Holds salted hashes, no names. Thread-safe.
 */
final class KeyOwners {
  private final byte[] salt = new byte[Long.BYTES];
  private final Map<Long, Long> owners;

  /**
   * @param capacity how many keys are remembered; the ones that were used longest ago go first
   */
  KeyOwners(int capacity) {
    new SecureRandom().nextBytes(salt);
    owners =
        new LinkedHashMap<>(16, .75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
            return size() > capacity;
          }
        };
  }

  /** Whether the key of the event is known to belong to another user or domain. */
  boolean isOfAnother(NewEvent event) {
    if (!event.keyOfRequest()) {
      return false;
    }
    long key = hash(event.key().orElseThrow());
    long owner = hash(event.user() + "\n" + event.event().item().domain());
    synchronized (owners) {
      Long known = owners.putIfAbsent(key, owner);
      return known != null && known != owner;
    }
  }

  private long hash(String text) {
    MessageDigest digest = DigestUtils.getSha256Digest();
    digest.update(salt);
    return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8))).getLong();
  }
}
