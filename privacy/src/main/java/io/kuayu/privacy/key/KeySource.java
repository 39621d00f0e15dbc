package io.kuayu.privacy.key;

import io.kuayu.core.KuayuException;
import java.util.List;

/**
 * Provides the secret keys of people's pseudonyms. They are never stored with the data that they
 * protect: whoever has both can re-identify people.
 */
public interface KeySource {
  /**
   * All keys, the oldest first; each rotation adds one. The first call creates a key where there is
   * none and the source supports it.
   *
   * @throws KuayuException where they cannot be read, or others could read them
   */
  List<SecretKey> keys();

  /** Whether there is a key already; this does not create one. */
  boolean exists();

  /**
   * Adds a new key after the others.
   *
   * @throws KuayuException where the source cannot be changed from here
   */
  void rotate();
}
