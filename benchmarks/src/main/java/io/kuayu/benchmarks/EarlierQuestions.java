package io.kuayu.benchmarks;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Interactions;
import io.kuayu.core.Split;
import java.util.BitSet;

/**
 * A leave-one-out split moved one event back, without the test part: what was validation is asked,
 * and the last training event before it is the new validation. Where order is known inside each
 * domain alone, the last one of that domain.
 */
final class EarlierQuestions {
  private EarlierQuestions() {}

  static Interactions of(Interactions all, Catalogue catalogue) {
    Interactions known = all.upTo(Split.VALID);
    BitSet validation = new BitSet();
    for (int user = 0; user < known.users(); user++) {
      for (int event = known.begin(user); event < known.end(user); event++) {
        int before = event - 1;
        if (known.part(event) == Split.VALID
            && before >= known.begin(user)
            && (!known.isApart()
                || catalogue.domainOf(known.item(before))
                    == catalogue.domainOf(known.item(event)))) {
          validation.set(before);
        }
      }
    }
    return known.inParts(
        event ->
            validation.get(event)
                ? Split.VALID
                : known.part(event) == Split.VALID ? Split.TEST : Split.TRAIN);
  }
}
