package io.kuayu.models.blend;

import io.kuayu.core.Interactions;
import io.kuayu.core.Seed;
import io.kuayu.core.Split;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** An event of the validation part and its user, both as numbers of the interactions. */
record ValidationEvent(int user, int event) {
  /** All of them in an order set by the seed, up to a maximum number. */
  static List<ValidationEvent> drawn(Interactions interactions, Seed seed, int max) {
    List<ValidationEvent> events = new ArrayList<>();
    for (int user = 0; user < interactions.users(); user++) {
      for (int event = interactions.begin(user); event < interactions.end(user); event++) {
        if (interactions.part(event) == Split.VALID) {
          events.add(new ValidationEvent(user, event));
        }
      }
    }
    events.sort(
        Comparator.comparingLong(
            each ->
                seed.derive(interactions.user(each.user()))
                    .derive(each.event() - interactions.begin(each.user()))
                    .value()));
    return events.subList(0, Math.min(max, events.size()));
  }

  /**
   * Which events happened in the later half of the time, 1, and which before, 0; empty where times
   * do not tell one half from the other.
   */
  static Optional<int[]> laterHalf(List<ValidationEvent> events, Interactions interactions) {
    long[] times =
        events.stream().mapToLong(each -> interactions.timestamp(each.event())).sorted().toArray();
    if (interactions.isApart() || times.length == 0 || times[0] == times[times.length - 1]) {
      return Optional.empty();
    }
    long middle = Math.max(times[times.length / 2], times[0] + 1);
    return Optional.of(
        events.stream()
            .mapToInt(each -> interactions.timestamp(each.event()) >= middle ? 1 : 0)
            .toArray());
  }
}
