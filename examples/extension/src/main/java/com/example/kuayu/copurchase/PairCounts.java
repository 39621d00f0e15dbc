package com.example.kuayu.copurchase;

import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;
import java.util.Arrays;
import java.util.SortedMap;

/**
 * How many people took each pair of items together: a sparse matrix by rows.
 *
 * @param users people who took each item {@code [items]}
 * @param rows item i has the entries {@code rows[i] … rows[i+1]-1}, {@code [items + 1]}
 * @param others the other item of each entry, ascending within a row
 * @param counts people of each entry
 */
@SuppressWarnings("ArrayRecordComponent") // Shared columns, never compared.
record PairCounts(int[] users, int[] rows, int[] others, int[] counts) {

  /**
   * @param users {@code [items]}
   * @param pairs people by {@code item * items + other}
   */
  static PairCounts of(int[] users, SortedMap<Long, Integer> pairs) {
    int[] rows = new int[users.length + 1];
    int[] others = new int[pairs.size()];
    int[] counts = new int[pairs.size()];
    int entry = 0;
    for (var pair : pairs.entrySet()) {
      others[entry] = (int) (pair.getKey() % users.length);
      counts[entry] = pair.getValue();
      rows[(int) (pair.getKey() / users.length) + 1] = ++entry;
    }
    for (int item = 0; item < users.length; item++) {
      rows[item + 1] = Math.max(rows[item], rows[item + 1]);
    }
    return new PairCounts(users, rows, others, counts);
  }

  /** Whether the item was there at the training; later items have no row. */
  boolean knows(int item) {
    return item < users.length;
  }

  /** People who took both; 0 where the items were not taken together. */
  int together(int item, int other) {
    int entry = Arrays.binarySearch(others, rows[item], rows[item + 1], other);
    return entry < 0 ? 0 : counts[entry];
  }

  void save(ModelWriter out) {
    out.ints("users", users, users.length);
    out.ints("rows", rows, rows.length);
    out.ints("others", others, others.length);
    out.ints("counts", counts, counts.length);
  }

  static PairCounts load(ModelReader in) {
    return new PairCounts(in.ints("users"), in.ints("rows"), in.ints("others"), in.ints("counts"));
  }
}
