package io.kuayu.benchmarks;

import io.kuayu.core.Interactions;

/** Events whose times tell nothing but their order in the history of their person. */
final class Positions {
  private Positions() {}

  /** The same events, the n-th of each person at second n. */
  static Interactions of(Interactions all) {
    EditableEvents columns = EditableEvents.of(all);
    for (int user = 0; user < all.users(); user++) {
      for (int event = all.begin(user); event < all.end(user); event++) {
        columns.times()[event] = (long) event - all.begin(user);
      }
    }
    return columns.interactions();
  }
}
