package io.kuayu.encoders;

import io.kuayu.core.content.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    if (threads == 1 || contents.size() == 1) {
      for (int index = 0; index < contents.size(); index++) {
        put(index, encoder.apply(contents.get(index)), vectors, present);
      }
      return new EncodedBatch(vectors, present);
    }
    try (ExecutorService executor =
        Executors.newFixedThreadPool(Math.min(threads, Math.max(1, contents.size())))) {
      List<Future<Optional<float[]>>> futures = new ArrayList<>();
      for (Content content : contents) {
        futures.add(executor.submit(() -> encoder.apply(content)));
      }
      for (int index = 0; index < contents.size(); index++) {
        put(index, futures.get(index).get(), vectors, present);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the encoding was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("the encoding failed", e);
    }
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
