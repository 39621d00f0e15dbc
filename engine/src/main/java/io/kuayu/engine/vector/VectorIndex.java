package io.kuayu.engine.vector;

import java.util.function.IntPredicate;

/** Finds the vectors with the greatest dot products. Immutable and thread-safe. */
public interface VectorIndex {
  /** Number of vectors. */
  int size();

  /**
   * The best vectors, best first; of equal products the lower row comes first.
   *
   * @param vector of the index's dimension
   * @param most how many at most
   * @param accepts which rows may be found
   */
  Near[] search(float[] vector, int most, IntPredicate accepts);
}
