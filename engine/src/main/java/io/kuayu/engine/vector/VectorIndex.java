package io.kuayu.engine.vector;

import io.kuayu.core.Seed;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Finds the vectors with the greatest dot products. Thread-safe. */
public interface VectorIndex {
  /**
   * The amount of numbers from which a graph is worth building, because exact search takes too
   * long: about 20 ms, for a million vectors of 256 numbers.
   */
  long MIN_GRAPH_SIZE = 1L << 28;

  /**
   * An index that fits the number of vectors: exact, or where there are {@link #MIN_GRAPH_SIZE}
   * numbers exact until a graph has been built in the background.
   *
   * @param source gives vectors of length 1, or zeros
   */
  static VectorIndex of(int size, int dimension, ExactIndex.Source source, Seed seed) {
    ExactIndex exact = ExactIndex.of(size, dimension, source);
    return (long) size * dimension < MIN_GRAPH_SIZE ? exact : BackgroundHnswIndex.over(exact, seed);
  }

  /** Number of vectors. */
  int size();

  /**
   * The best vectors, best first; of equal products the lower row comes first.
   *
   * @param vector of the index's dimension
   * @param count the largest number of results
   * @param accepts which rows may be found
   */
  Neighbour[] search(float[] vector, int count, IntPredicate accepts);

  /**
   * This index with added and changed vectors; empty where a rebuild is cheap or due.
   *
   * @param newSize number of vectors after the update
   * @param changedRows existing rows whose vectors change
   * @param source gives the vectors after the update
   */
  default Optional<VectorIndex> updated(int newSize, BitSet changedRows, ExactIndex.Source source) {
    return Optional.empty();
  }
}
