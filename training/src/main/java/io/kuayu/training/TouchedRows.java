package io.kuayu.training;

import java.util.Arrays;

/**
 * The distinct rows that a step needs of a table, and where in their leaf each use finds its own.
 */
public final class TouchedRows {
  private final int[] rows;

  private TouchedRows(int[] rows) {
    this.rows = rows;
  }

  /** The distinct rows of all lists. */
  public static TouchedRows of(int[]... uses) {
    return new TouchedRows(
        Arrays.stream(uses).flatMapToInt(Arrays::stream).sorted().distinct().toArray());
  }

  /** The rows, ascending. The array is shared: do not write to it. */
  public int[] rows() {
    return rows;
  }

  public int size() {
    return rows.length;
  }

  /** The index of each row in {@link #rows}. */
  public int[] places(int[] uses) {
    int[] places = new int[uses.length];
    for (int index = 0; index < uses.length; index++) {
      places[index] = Arrays.binarySearch(rows, uses[index]);
    }
    return places;
  }
}
