package io.kuayu.models.linear;

import io.kuayu.models.LeastPeople;
import io.kuayu.models.sparse.CommonPeople;
import io.kuayu.models.sparse.ItemEvents;
import io.kuayu.models.sparse.SparseRows;

/**
 * The pairs of items that enough people took both, and the items that are in one. All else counts
 * as 0, so what EASE makes of it tells of no smaller number of people.
 */
final class ToldPairs {
  private final ItemEvents events;
  private final SparseRows common;
  private final Incidence incidence;

  private ToldPairs(ItemEvents events, SparseRows common) {
    this.events = events;
    this.common = common;
    incidence = Incidence.ofItems(common.size(), item -> common.begin(item) < common.end(item));
  }

  static ToldPairs of(ItemEvents events, int items, LeastPeople least, int threads) {
    CommonPeople people = new CommonPeople(events, items, Integer.MAX_VALUE);
    SparseRows common =
        SparseRows.make(
            items,
            Integer.MAX_VALUE,
            threads,
            (item, row) -> {
              people.addTo(row, item);
              row.keep(least);
              row.set(item, 0);
            });
    return new ToldPairs(events, common);
  }

  /** The items that are in a pair. */
  Incidence incidence() {
    return incidence;
  }

  /** How many people each two items share, with λ on the diagonal. */
  float[][] matrix(double lambda) {
    float[][] matrix = new float[incidence.size()][incidence.size()];
    for (int item = 0; item < common.size(); item++) {
      if (common.begin(item) < common.end(item)) {
        float[] row = matrix[number(item)];
        row[number(item)] = (float) (events.people(item) + lambda);
        for (int place = common.begin(item); place < common.end(item); place++) {
          row[number(common.column(place))] = common.value(place);
        }
      }
    }
    return matrix;
  }

  private int number(int item) {
    return incidence.coordinate(incidence.begin(item));
  }
}
