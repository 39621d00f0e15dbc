package io.kuayu.benchmarks;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Interactions;
import io.kuayu.core.Split;
import java.util.ArrayList;
import java.util.List;

/**
 * A leave-one-out split moved one event back, without the test part: what was validation is asked,
 * and the last training event before it is the new validation. Where order is known inside each
 * domain alone, the last one of that domain.
 */
final class EarlierQuestions {
  private EarlierQuestions() {}

  static Interactions of(Interactions all, Catalogue catalogue) {
    Interactions known = all.upTo(Split.VALID);
    int[] offsets = new int[known.users() + 1];
    int[] items = new int[known.events()];
    long[] times = new long[known.events()];
    byte[] parts = new byte[known.events()];
    List<String> users = new ArrayList<>();
    for (int user = 0; user < known.users(); user++) {
      users.add(known.user(user));
      offsets[user + 1] = known.end(user);
      for (int event = known.begin(user); event < known.end(user); event++) {
        items[event] = known.item(event);
        times[event] = known.timestamp(event);
        parts[event] = known.part(event) == Split.VALID ? Split.TEST.code() : Split.TRAIN.code();
      }
      for (int event = known.begin(user); event < known.end(user); event++) {
        int before = event - 1;
        if (known.part(event) == Split.VALID
            && before >= known.begin(user)
            && (!known.isApart()
                || catalogue.domainOf(known.item(before))
                    == catalogue.domainOf(known.item(event)))) {
          parts[before] = Split.VALID.code();
        }
      }
    }
    Interactions moved =
        new Interactions(
            users,
            offsets,
            items,
            times,
            parts,
            new byte[items.length],
            new float[items.length],
            List.of("event"));
    return known.isApart() ? moved.apart(event -> catalogue.domainOf(items[event])) : moved;
  }
}
