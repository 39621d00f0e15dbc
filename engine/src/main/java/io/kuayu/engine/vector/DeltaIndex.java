package io.kuayu.engine.vector;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * An older index combined with an exact search over the vectors added or changed since. So a graph
 * that took long to build remains usable while items are added. The extra cost is proportional to
 * the changes. Once a tenth of the vectors has changed, a new graph should be built.
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
   * Empty where too much has changed.
   *
   * @param changed rows of the base whose vectors have changed
   * @param source gives the current vectors of all rows
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
