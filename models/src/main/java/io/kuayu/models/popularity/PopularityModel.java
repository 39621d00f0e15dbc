package io.kuayu.models.popularity;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.model.Contribution;
import io.kuayu.model.Model;
import io.kuayu.model.ModelWriter;
import java.util.List;

/** Scores an item by the number of its training events, the same for all users. */
final class PopularityModel implements Model {
  static final String FAMILY = "popularity";

  private final Catalogue catalogue;
  private final int[] counts;

  /**
   * @param counts training events {@code [items]}
   */
  PopularityModel(Catalogue catalogue, int[] counts) {
    this.catalogue = catalogue;
    this.counts = counts;
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
    int[] items = catalogue.ordinals(domain);
    for (int position = 0; position < items.length; position++) {
      scores[position] = counts[items[position]];
    }
  }

  @Override
  public List<Contribution> explain(Context context, int item) {
    return List.of(Contribution.of(FAMILY, counts[item]));
  }

  @Override
  public void save(ModelWriter out) {
    out.ints("counts", counts, counts.length);
  }
}
