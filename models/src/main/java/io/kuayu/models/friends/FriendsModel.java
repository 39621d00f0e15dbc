package io.kuayu.models.friends;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Neighbours;
import io.kuayu.core.Reason;
import io.kuayu.model.Contribution;
import io.kuayu.model.Model;
import io.kuayu.model.ModelWriter;
import java.util.Arrays;
import java.util.List;

/**
 * Scores an item by the friends who took it: {@code Σ exp(-(now - t) / τ)} over the last event of
 * each. Costs a pass over the {@link Neighbours} of the query.
 */
final class FriendsModel implements Model {
  static final String FAMILY = Reason.FRIENDS;

  private final Catalogue catalogue;
  private final double tau;

  /**
   * @param tau in seconds
   */
  FriendsModel(Catalogue catalogue, double tau) {
    this.catalogue = catalogue;
    this.tau = tau;
  }

  @Override
  public String family() {
    return FAMILY;
  }

  @Override
  public Catalogue catalogue() {
    return catalogue;
  }

  @Override
  public void score(Context context, int domain, float[] scores) {
    Arrays.fill(scores, 0);
    Neighbours friends = context.neighbours();
    for (int entry = 0; entry < friends.size(); entry++) {
      int item = friends.item(entry);
      if (catalogue.domainOf(item) == domain) {
        scores[catalogue.positionOf(item)] += weight(context.now() - friends.timestamp(entry));
      }
    }
  }

  private float weight(long age) {
    return (float) Math.exp(-age / tau);
  }

  @Override
  public List<Contribution> explain(Context context, int item) {
    Neighbours friends = context.neighbours();
    float score = 0;
    for (int entry = 0; entry < friends.size(); entry++) {
      if (friends.item(entry) == item) {
        score += weight(context.now() - friends.timestamp(entry));
      }
    }
    return List.of(Contribution.of(FAMILY, score));
  }

  @Override
  public void save(ModelWriter out) {
    out.property("tau-seconds", Double.toString(tau));
  }
}
