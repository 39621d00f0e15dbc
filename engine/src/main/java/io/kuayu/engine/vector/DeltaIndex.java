package io.kuayu.engine.vector;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * An index of before, and beside it the vectors that came or changed since, which are searched
 * exactly: so a graph that took long to build stays of use while items come. Costs what has
 * changed. Where a tenth has, it is time for a new graph.
 */
final class DeltaIndex implements VectorIndex {
  private static final int REBUILD_DIVISOR = 10;
  private static final Comparator<Neighbour> BEST_FIRST =
      Comparator.comparingDouble(Neighbour::product).reversed().thenComparingInt(Neighbour::row);

  private final VectorIndex base;
  private final int dimension;
  private final BitSet changed;

  /** Rows of {@link #fresh}, ascending. */
  private final int[] rows;

  private final ExactIndex fresh;
  private final int size;

  private DeltaIndex(
      VectorIndex base, int dimension, BitSet changed, int[] rows, ExactIndex fresh, int size) {
    this.base = base;
    this.dimension = dimension;
    this.changed = changed;
    this.rows = rows;
    this.fresh = fresh;
    this.size = size;
  }

  /**
   * Empty where too much is different.
   *
   * @param changed rows of the base whose vectors are others now
   * @param source of all rows as they are now
   */
  static Optional<VectorIndex> over(
      VectorIndex base, int size, int dimension, BitSet changed, ExactIndex.Source source) {
    int[] rows = new int[changed.cardinality() + size - base.size()];
    if (rows.length > size / REBUILD_DIVISOR) {
      return Optional.empty();
    }
    int count = 0;
    for (int row = changed.nextSetBit(0); row >= 0; row = changed.nextSetBit(row + 1)) {
      rows[count++] = row;
    }
    for (int row = base.size(); row < size; row++) {
      rows[count++] = row;
    }
    ExactIndex fresh =
        ExactIndex.of(rows.length, dimension, (row, target) -> source.read(rows[row], target));
    return Optional.of(new DeltaIndex(base, dimension, changed, rows, fresh, size));
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Neighbour[] search(float[] vector, int count, IntPredicate accepts) {
    Neighbour[] before = base.search(vector, count, row -> !changed.get(row) && accepts.test(row));
    Neighbour[] since = fresh.search(vector, count, row -> accepts.test(rows[row]));
    return Stream.concat(
            Arrays.stream(before),
            Arrays.stream(since).map(near -> new Neighbour(rows[near.row()], near.product())))
        .sorted(BEST_FIRST)
        .limit(Math.max(0, count))
        .toArray(Neighbour[]::new);
  }

  @Override
  public Optional<VectorIndex> updated(int newSize, BitSet changedRows, ExactIndex.Source source) {
    BitSet all = (BitSet) changed.clone();
    all.or(changedRows.get(0, base.size()));
    return over(base, newSize, dimension, all, source);
  }
}
