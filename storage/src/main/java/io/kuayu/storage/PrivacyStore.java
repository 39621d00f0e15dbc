package io.kuayu.storage;

import io.kuayu.privacy.RetentionPolicy;
import io.kuayu.privacy.consent.Decision;
import io.kuayu.privacy.consent.Decisions;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import java.util.List;
import java.util.Map;

/**
 * People's decisions, and the removals that are pending in trained weights. Thread-safe, and as
 * durable as the events.
 */
public interface PrivacyStore extends Decisions {
  /** Stores decisions; each replaces an earlier one on the same source, target and purpose. */
  void decide(Map<String, List<Decision>> decisions);

  /** Stores decisions of a person. */
  default void decide(String person, List<Decision> decisions) {
    decide(Map.of(person, decisions));
  }

  /** The decisions of everybody who has decided. */
  Map<String, List<Decision>> all();

  /**
   * Deletes events whose retention has ended.
   *
   * @param now unix seconds
   * @return number of deleted events
   */
  long expire(RetentionPolicy policy, long now);

  /** Erases the decisions of a person; returns how many there were. */
  long forget(String person);

  /** Records removals that are pending for weights trained until now. */
  void await(List<PendingRemoval> waiting);

  /** Every removal ever recorded, oldest first. */
  List<PendingRemoval> waiting();

  /** The names under which events are stored. */
  List<String> people();

  /** Whether events are stored under names other than people's present ones in their domains. */
  boolean hasOtherNames(Pseudonyms names);

  /**
   * Renames everything that is stored under earlier names to the present ones.
   *
   * @return number of people who were renamed
   */
  long rename(Pseudonyms names);
}
