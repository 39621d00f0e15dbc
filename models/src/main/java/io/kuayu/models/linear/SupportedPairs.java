package io.kuayu.models.linear;

import io.kuayu.model.MinUserSupport;
import io.kuayu.models.sparse.CoOccurrence;
import io.kuayu.models.sparse.ItemEvents;
import io.kuayu.models.sparse.SparseMatrix;

/**
 * The pairs of items that enough users took, and the items that occur in such a pair. All other
 * pairs count as 0, so the EASE model reveals nothing about smaller groups of users.
 */
final class SupportedPairs {
  private final ItemEvents events;
  private final SparseMatrix common;
  private final IncidenceMatrix incidence;

  private SupportedPairs(ItemEvents events, SparseMatrix common) {
    this.events = events;
    this.common = common;
    incidence =
        IncidenceMatrix.ofItems(common.size(), item -> common.begin(item) < common.end(item));
  }

  static SupportedPairs of(ItemEvents events, int items, MinUserSupport support, int threads) {
    CoOccurrence people = new CoOccurrence(events, items, Integer.MAX_VALUE);
    SparseMatrix common =
        SparseMatrix.make(
            items,
            Integer.MAX_VALUE,
            threads,
            (item, row) -> {
              people.addTo(row, item);
              row.keep(support);
              row.set(item, 0);
            });
    return new SupportedPairs(events, common);
  }

  /** The items that are in a pair. */
  IncidenceMatrix incidence() {
    return incidence;
  }

  /** The number of users that each pair of items shares, with λ on the diagonal. */
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
