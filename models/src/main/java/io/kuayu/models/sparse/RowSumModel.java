package io.kuayu.models.sparse;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.model.Contribution;
import io.kuayu.model.Model;
import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A linear model over a sparse matrix: the score of an item is the sum, over the events of the
 * history, of the event's weight times the cell (event's item, item). The cost is proportional to
 * the number of values in the history's rows.
 */
public final class RowSumModel implements Model {
  private final String family;
  private final Catalogue catalogue;
  private final SparseMatrix rows;
  private final double decay;

  /**
   * @param rows may be of an earlier, smaller catalogue
   * @param decay of the history's weights
   */
  public RowSumModel(String family, Catalogue catalogue, SparseMatrix rows, double decay) {
    this.family = family;
    this.catalogue = catalogue;
    this.rows = rows;
    this.decay = decay;
  }

  /** The model of a family that was saved. */
  public static RowSumModel load(String family, ModelReader in, Catalogue catalogue) {
    return new RowSumModel(
        family, catalogue, SparseMatrix.load(in), Double.parseDouble(in.property("decay")));
  }

  @Override
  public String family() {
    return family;
  }

  @Override
  public Catalogue catalogue() {
    return catalogue;
  }

  @Override
  public void score(Context context, int domain, float[] scores) {
    Arrays.fill(scores, 0, catalogue.ordinals(domain).length, 0);
    int[] items = context.items();
    float[] weights = HistoryWeights.of(items.length, decay);
    for (int index = items.length - 1; index >= 0 && weights[index] > 0; index--) {
      if (items[index] >= rows.size()) {
        continue;
      }
      for (int place = rows.begin(items[index]); place < rows.end(items[index]); place++) {
        int column = rows.column(place);
        if (catalogue.domainOf(column) == domain) {
          scores[catalogue.positionOf(column)] += weights[index] * rows.value(place);
        }
      }
    }
  }

  @Override
  public List<Contribution> explain(Context context, int item) {
    int[] items = context.items();
    float[] weights = HistoryWeights.of(items.length, decay);
    List<Contribution> contributions = new ArrayList<>();
    for (int index = 0; index < items.length; index++) {
      float value = items[index] < rows.size() ? rows.at(items[index], item) : 0;
      contributions.add(Contribution.ofEvent(index, weights[index] * value));
    }
    return contributions;
  }

  @Override
  public void save(ModelWriter out) {
    rows.save(out);
    out.property("decay", Double.toString(decay));
  }
}
