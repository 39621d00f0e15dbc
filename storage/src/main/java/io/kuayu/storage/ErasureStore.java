package io.kuayu.storage;

import java.util.Collection;
import java.util.Set;

/**
 * Remembers who was erased, so that the data that a corpus was made of do not bring them back.
 * Thread-safe, and as durable as the events. Holds no names: people are named by keyed hashes.
 */
public interface ErasureStore {
  /** Remembers a person for ever. */
  void add(String pseudonym);

  boolean has(String pseudonym);

  /** Everybody who was erased. */
  Set<String> all();

  /** Remembers events of erased people for ever, by keyed hashes that name neither. */
  void addEvents(Collection<String> hashes);

  /** Whether any of these is the hash of an erased event. */
  boolean hasEvent(Collection<String> hashes);
}
