package io.kuayu.benchmarks;

import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests that come at a fixed rate, whether or not earlier ones are answered: each is timed from
 * the moment when it was due, so that waiting counts (no coordinated omission).
 */
final class OpenLoop {
  private OpenLoop() {}

  /** Does the request of that number; whether it was answered as it should. */
  @FunctionalInterface
  interface Requests {
    boolean send(int number);
  }

  /**
   * What came of it.
   *
   * @param millis from due to answered, sorted
   * @param failed how many were not answered as they should
   * @param seconds until the last answer
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Result(double[] millis, int failed, double seconds) {
    double percentile(double share) {
      return millis[Math.min(millis.length - 1, (int) (millis.length * share))];
    }

    double perSecond() {
      return millis.length / seconds;
    }
  }

  /** Sends so many a second, for so long, each on a virtual thread of its own. */
  static Result run(double rate, double seconds, Requests requests) {
    int count = (int) (rate * seconds);
    double[] millis = new double[count];
    AtomicInteger failed = new AtomicInteger();
    long begin = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int number = 0; number < count; number++) {
        long due = begin + (long) (number / rate * 1e9);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        int own = number;
        threads.execute(
            () -> {
              if (!requests.send(own)) {
                failed.incrementAndGet();
              }
              millis[own] = (System.nanoTime() - due) / 1e6;
            });
      }
    }
    double whole = (System.nanoTime() - begin) / 1e9;
    Arrays.sort(millis);
    return new Result(millis, failed.get(), whole);
  }

  /** So many callers, each of whom asks again as soon as they are answered. */
  static Result saturated(int callers, int count, Requests requests) {
    double[] millis = new double[count];
    AtomicInteger failed = new AtomicInteger();
    AtomicInteger next = new AtomicInteger();
    long begin = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < callers; caller++) {
        threads.execute(
            () -> {
              for (int own = next.getAndIncrement(); own < count; own = next.getAndIncrement()) {
                long sent = System.nanoTime();
                if (!requests.send(own)) {
                  failed.incrementAndGet();
                }
                millis[own] = (System.nanoTime() - sent) / 1e6;
              }
            });
      }
    }
    double whole = (System.nanoTime() - begin) / 1e9;
    Arrays.sort(millis);
    return new Result(millis, failed.get(), whole);
  }
}
