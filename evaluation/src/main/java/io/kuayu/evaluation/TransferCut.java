package io.kuayu.evaluation;

import io.kuayu.core.Interactions;
import io.kuayu.core.Seed;
import io.kuayu.core.Split;
import io.kuayu.model.TrainingData;
import java.util.BitSet;

/**
 * Training data in which only some people's events of one domain are left, as if the domain were
 * young. Events of the other domains stay. The people of a smaller share are among those of a
 * larger one.
 *
 * @param domain ordinal of the domain that is cut
 * @param share of the people whose events of that domain are kept, above 0 and up to 1
 * @param seed decides who they are
 */
record TransferCut(int domain, double share, Seed seed) {
  /** What a model may still learn from. */
  TrainingData of(TrainingData data) {
    Interactions all = data.interactions();
    BitSet left = new BitSet(all.events());
    for (int user = 0; user < all.users(); user++) {
      boolean keeps = keeps(all.user(user));
      for (int event = all.begin(user); event < all.end(user); event++) {
        left.set(event, keeps || data.catalogue().domainOf(all.item(event)) != domain);
      }
    }
    return new TrainingData(data.catalogue(), all.where(left::get));
  }

  private boolean keeps(String user) {
    return (seed.derive(user).value() >>> 11) * 0x1p-53 < share;
  }

  /** The number of people with a training event in the domain. */
  int people(TrainingData data) {
    Interactions all = data.interactions();
    int people = 0;
    for (int user = 0; user < all.users(); user++) {
      boolean found = false;
      for (int event = all.begin(user); event < all.end(user) && !found; event++) {
        found =
            all.part(event) == Split.TRAIN && data.catalogue().domainOf(all.item(event)) == domain;
      }
      people += found ? 1 : 0;
    }
    return people;
  }
}
