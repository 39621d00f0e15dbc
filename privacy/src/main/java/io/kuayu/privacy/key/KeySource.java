package io.kuayu.privacy.key;

import io.kuayu.core.KuayuException;
import java.util.List;

/**
 * Where the secret keys of people's pseudonyms are. They are never kept with the data that they
 * protect: whoever has both can find out who is who.
 */
public interface KeySource {
  /**
   * All keys, the oldest first; each rotation adds one. The first call makes the first key where
   * there is none and the source can.
   *
   * @throws KuayuException where they cannot be had, or others could read them
   */
  List<SecretKey> keys();

  /** Whether there is a key already: asking makes none. */
  boolean exists();

  /**
   * Adds a new key behind the others.
   *
   * @throws KuayuException where the source is changed by other means
   */
  void rotate();
}
