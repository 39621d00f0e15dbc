package io.kuayu.application.batch;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs pieces of work on several threads and hands their results on in the order in which the
 * pieces were submitted. At most four results per thread wait, so memory stays bounded whatever the
 * size. To be used by one thread.
 *
 * @param <T> the result of a piece
 */
public final class OrderedExecutor<T> implements AutoCloseable {
  private static final int WAITING_PER_THREAD = 4;

  private final ExecutorService executor;
  private final Queue<Future<T>> waiting = new ArrayDeque<>();
  private final int maxWaiting;
  private final Consumer<T> results;

  /**
   * Takes a result.
   *
   * @param <T> the result of a piece
   */
  @FunctionalInterface
  public interface Consumer<T> {
    void accept(T result) throws IOException;
  }

  /**
   * @param results takes each result, on the thread that submits
   */
  public OrderedExecutor(int threads, Consumer<T> results) {
    executor = Executors.newFixedThreadPool(threads);
    maxWaiting = threads * WAITING_PER_THREAD;
    this.results = results;
  }

  /** Submits a piece of work, after handing results on where too many wait. */
  public void submit(Callable<T> work) {
    while (waiting.size() >= maxWaiting) {
      takeNext();
    }
    waiting.add(executor.submit(work));
  }

  /** Waits for all work and hands the remaining results on. */
  public void finish() {
    while (!waiting.isEmpty()) {
      takeNext();
    }
  }

  private void takeNext() {
    try {
      results.accept(waiting.remove().get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KuayuException(
          ErrorCode.INTERRUPTED, "the work was interrupted", "start it again", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
    executor.close();
  }
}
