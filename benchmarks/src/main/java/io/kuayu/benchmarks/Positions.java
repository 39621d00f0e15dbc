package io.kuayu.benchmarks;

import io.kuayu.core.Interactions;
import java.util.ArrayList;
import java.util.List;

/** Events whose times tell nothing but their order in the history of their person. */
final class Positions {
  private Positions() {}

  /** The same events, the n-th of each person at second n. */
  static Interactions of(Interactions all) {
    int[] offsets = new int[all.users() + 1];
    int[] items = new int[all.events()];
    long[] times = new long[all.events()];
    byte[] parts = new byte[all.events()];
    List<String> users = new ArrayList<>();
    for (int user = 0; user < all.users(); user++) {
      users.add(all.user(user));
      offsets[user + 1] = all.end(user);
      for (int event = all.begin(user); event < all.end(user); event++) {
        items[event] = all.item(event);
        times[event] = (long) event - all.begin(user);
        parts[event] = all.part(event).code();
      }
    }
    return new Interactions(
        users,
        offsets,
        items,
        times,
        parts,
        new byte[items.length],
        new float[items.length],
        List.of("event"));
  }
}
