package io.kuayu.privacy.consent;

import java.util.List;

/** Looks up people's decisions. Thread-safe. */
@FunctionalInterface
public interface Decisions {
  /** Holds no decisions. */
  Decisions NONE = _ -> List.of();

  /**
   * The latest decision of a person on each question; empty where they never decided.
   *
   * @param person the person's internal name
   */
  List<Decision> of(String person);
}
