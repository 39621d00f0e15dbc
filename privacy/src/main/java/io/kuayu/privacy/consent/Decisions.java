package io.kuayu.privacy.consent;

import java.util.List;

/** Where people's decisions are. Thread-safe. */
@FunctionalInterface
public interface Decisions {
  /** Nobody has decided on anything. */
  Decisions NONE = _ -> List.of();

  /**
   * The latest decision of a person on each question; empty where they never decided.
   *
   * @param person by the name that they have inside
   */
  List<Decision> of(String person);
}
