package io.kuayu.storage;

import io.kuayu.privacy.RetentionPolicy;
import io.kuayu.privacy.consent.Decision;
import io.kuayu.privacy.consent.Decisions;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import java.util.List;
import java.util.Map;

/**
 * What people have decided on, and what of them is still in trained weights. Thread-safe, and as
 * durable as the events.
 */
public interface PrivacyStore extends Decisions {
  /** Stores decisions; each replaces an earlier one on the same source, target and purpose. */
  void decide(Map<String, List<Decision>> decisions);

  /** Keeps decisions of a person. */
  default void decide(String person, List<Decision> decisions) {
    decide(Map.of(person, decisions));
  }

  /** The decisions of everybody who made any. */
  Map<String, List<Decision>> all();

  /**
   * Deletes events that are kept no longer.
   *
   * @param now unix seconds
   * @return how many there were
   */
  long expire(RetentionPolicy policy, long now);

  /** Erases the decisions of a person; how many there were. */
  long forget(String person);

  /** Remembers what weights which were trained until now hold that has to go. */
  void await(List<PendingRemoval> waiting);

  /** Everything that was ever to go from weights, oldest first. */
  List<PendingRemoval> waiting();

  /** The names under which events are kept. */
  List<String> people();

  /** Whether events are kept under other names than people have in their domains now. */
  boolean hasOtherNames(Pseudonyms names);

  /**
   * Gives everything that is kept under earlier names the present ones.
   *
   * @return how many people were renamed
   */
  long rename(Pseudonyms names);
}
