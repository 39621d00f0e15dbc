package io.kuayu.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Runs independent pieces of work on several threads. Each piece writes to places of its own, so
 * the result is the same for any number of threads.
 */
public final class Parallel {
  private Parallel() {}

  /** Does the work for every number from 0 to {@code count - 1}; returns when all are done. */
  public static void forEach(int threads, int count, IntConsumer work) {
    int workers = Math.min(threads, count);
    if (workers <= 1) {
      for (int number = 0; number < count; number++) {
        work.accept(number);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    try (ExecutorService executor = Executors.newFixedThreadPool(workers)) {
      List<Future<?>> all = new ArrayList<>();
      for (int worker = 0; worker < workers; worker++) {
        all.add(
            executor.submit(
                () -> {
                  try {
                    for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                      work.accept(n);
                    }
                  } catch (RuntimeException | Error failure) {
                    next.set(count);
                    throw failure;
                  }
                }));
      }
      for (Future<?> one : all) {
        await(one);
      }
    }
  }

  /** Waits for work on another thread; what it failed with is thrown as it was there. */
  public static void await(Future<?> one) {
    try {
      one.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for work", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
