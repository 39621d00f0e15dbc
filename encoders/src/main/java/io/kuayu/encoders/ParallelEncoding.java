package io.kuayu.encoders;

import io.kuayu.core.Parallel;
import io.kuayu.core.content.Content;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Encodes contents one at a time, several side by side: a vector depends neither on the other
 * contents nor on the number of threads.
 */
public final class ParallelEncoding {
  private ParallelEncoding() {}

  /**
   * Encodes contents.
   *
   * @param dimension numbers in a vector
   * @param threads how many contents are worked on at a time
   * @param encoder the vector of a content; empty where it cannot be read
   */
  public static EncodedBatch encode(
      List<Content> contents,
      int dimension,
      int threads,
      Function<Content, Optional<float[]>> encoder) {
    float[][] vectors = new float[contents.size()][dimension];
    boolean[] present = new boolean[contents.size()];
    Parallel.forEach(
        threads,
        contents.size(),
        index -> put(index, encoder.apply(contents.get(index)), vectors, present));
    return new EncodedBatch(vectors, present);
  }

  private static void put(
      int index, Optional<float[]> vector, float[][] vectors, boolean[] present) {
    if (vector.isPresent()) {
      vectors[index] = vector.get();
      present[index] = true;
    }
  }
}
