package io.kuayu.storage;

import java.util.Collection;
import java.util.Set;

/**
 * Records who was erased, so that importing the corpus's source data again does not restore them.
 * Thread-safe, and as durable as the events. Holds no names: people are identified by keyed hashes.
 */
public interface ErasureStore {
  /** Records an erased person permanently. */
  void add(String pseudonym);

  boolean has(String pseudonym);

  /** Everybody who was erased. */
  Set<String> all();

  /** Records events of erased people permanently, by keyed hashes that reveal neither. */
  void addEvents(Collection<String> hashes);

  /** Whether any of these is the hash of an erased event. */
  boolean hasEvent(Collection<String> hashes);
}
