package io.kuayu.models.blend;

import io.kuayu.core.Interactions;
import io.kuayu.core.Seed;
import io.kuayu.core.Split;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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
}
