package com.example.kuayu.copurchase;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.model.Contribution;
import io.kuayu.model.Model;
import io.kuayu.model.ModelWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Each event of the history adds, to every item, the share of its people who took that item too:
 * {@code together / (users + damping)}.
 */
final class CoPurchaseModel implements Model {
  private final Catalogue catalogue;
  private final PairCounts pairs;
  private final double damping;

  /**
   * @param catalogue of the training, or an extension of it
   * @param damping how many people without the pair every item is given
   */
  CoPurchaseModel(Catalogue catalogue, PairCounts pairs, double damping) {
    this.catalogue = catalogue;
    this.pairs = pairs;
    this.damping = damping;
  }

  @Override
  public String family() {
    return CoPurchaseFamily.NAME;
  }

  @Override
  public Catalogue catalogue() {
    return catalogue;
  }

  @Override
  public void score(Context context, int domain, float[] scores) {
    Arrays.fill(scores, 0);
    for (int item : context.items()) {
      if (pairs.knows(item)) {
        for (int entry = pairs.rows()[item]; entry < pairs.rows()[item + 1]; entry++) {
          int other = pairs.others()[entry];
          if (catalogue.domainOf(other) == domain) {
            scores[catalogue.positionOf(other)] += share(item, pairs.counts()[entry]);
          }
        }
      }
    }
  }

  /** The score is a sum over the history, so each event's part of it is exact. */
  @Override
  public List<Contribution> explain(Context context, int item) {
    List<Contribution> contributions = new ArrayList<>();
    for (int event = 0; event < context.length(); event++) {
      int earlier = context.items()[event];
      int together = pairs.knows(earlier) ? pairs.together(earlier, item) : 0;
      if (together > 0) {
        contributions.add(Contribution.ofEvent(event, share(earlier, together)));
      }
    }
    return contributions;
  }

  private float share(int item, int together) {
    return (float) (together / (pairs.users()[item] + damping));
  }

  @Override
  public void save(ModelWriter out) {
    out.property("damping", String.valueOf(damping));
    pairs.save(out);
  }
}
