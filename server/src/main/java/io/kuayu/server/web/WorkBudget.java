package io.kuayu.server.web;

import io.kuayu.application.settings.RequestLimits;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Shares the server among its callers. A request takes a place before its body is read; a costly
 * one then runs on a thread of its own, a few at a time, so that the threads of ordinary requests
 * stay free. Whoever finds no room is refused at once.
 */
final class WorkBudget {
  /** Requests up to this many units run where they are read. */
  static final double LIGHT_UNITS = 20;

  private static final long MAX_WAIT_MILLISECONDS = 20;

  /** The tree of hostile JSON takes many times the memory of its text; lines are read singly. */
  private static final int JSON_FACTOR = 32;

  private static final int LINES_FACTOR = 8;

  /** Bodies may fill this share of the heap with what is made of them. */
  private static final int HEAP_SHARE = 4;

  private static final int KIBIBYTE = 1 << 10;

  private final RequestLimits limits;
  private final Semaphore places;
  private final Semaphore heavy;
  private final int memoryKibibytes;
  private final Semaphore memory;
  private final Map<String, Integer> running = new ConcurrentHashMap<>();
  private final RateLimiter units;
  private final OverloadSignal overload;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new WorkThread(task);
            thread.setDaemon(true);
            return thread;
          });

  WorkBudget(RequestLimits limits, OverloadSignal overload) {
    this.limits = limits;
    this.overload = overload;
    places = new Semaphore(limits.concurrent());
    heavy = new Semaphore(limits.work().heavyPlaces());
    memoryKibibytes =
        (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / HEAP_SHARE / KIBIBYTE);
    memory = new Semaphore(memoryKibibytes);
    units = new RateLimiter(limits.work().perSecond(), limits.work().burst());
  }

  /** A place that was taken; closing gives it back. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Takes a place for a request whose body is still unread.
   *
   * @param bytes at most this long
   * @throws HttpProblem if there is none
   */
  Place enter(String caller, long bytes, boolean isLines) {
    if (running.merge(caller, 1, Integer::sum) > limits.work().concurrentPerCaller()) {
      leave(caller);
      throw refusal(
          "a caller has at most " + limits.work().concurrentPerCaller() + " requests at one time");
    }
    long needed = bytes * (isLines ? LINES_FACTOR : JSON_FACTOR) / KIBIBYTE;
    int kibibytes = (int) Math.min(needed, memoryKibibytes);
    if (!taken(places, 1)) {
      leave(caller);
      overload.refused();
      throw refusal(limits.concurrent() + " requests are worked on already");
    }
    if (!taken(memory, kibibytes)) {
      places.release();
      leave(caller);
      overload.refused();
      throw refusal("other large bodies are worked on already");
    }
    return () -> {
      memory.release(kibibytes);
      places.release();
      leave(caller);
    };
  }

  /** Requests that have a place now. */
  int running() {
    return limits.concurrent() - places.availablePermits();
  }

  private void leave(String caller) {
    running.computeIfPresent(caller, (_, count) -> count == 1 ? null : count - 1);
  }

  /** What one request of a caller computes with. */
  Work of(String caller) {
    return new Charged(caller);
  }

  /** The work of one request, which pays for its costliest part alone. */
  private final class Charged implements Work {
    private final String caller;
    private long paid;

    Charged(String caller) {
      this.caller = caller;
    }

    @Override
    public Reply run(double cost, Supplier<Reply> task) {
      if (cost <= LIGHT_UNITS || Thread.currentThread() instanceof WorkThread) {
        pay(cost);
        return task.get();
      }
      if (!taken(heavy, 1)) {
        throw refusal(limits.work().heavyPlaces() + " costly requests are worked on already");
      }
      try {
        pay(cost);
      } catch (HttpProblem problem) {
        heavy.release();
        throw problem;
      }
      return elsewhere(task);
    }

    private void pay(double cost) {
      long due = Math.min((long) Math.ceil(cost), limits.work().burst()) - paid;
      double wait = due > 0 ? units.take(caller, due) : 0;
      if (wait > 0) {
        throw new HttpProblem(
            ProblemCode.RATE_LIMITED,
            "the request costs %.0f units of work, and a caller has %.0f a second"
                .formatted(cost, limits.work().perSecond()),
            Map.of("Retry-After", Long.toString((long) Math.ceil(wait))));
      }
      paid += Math.max(0, due);
    }
  }

  /** Runs it on another thread, which gives the place for costly work back. */
  private Reply elsewhere(Supplier<Reply> task) {
    Future<Reply> answer;
    try {
      answer =
          threads.submit(
              () -> {
                try {
                  return task.get();
                } finally {
                  heavy.release();
                }
              });
    } catch (RuntimeException e) {
      heavy.release();
      throw e;
    }
    return result(answer);
  }

  private static Reply result(Future<Reply> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ending();
    }
  }

  private static boolean taken(Semaphore semaphore, int permits) {
    try {
      return semaphore.tryAcquire(permits, MAX_WAIT_MILLISECONDS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ending();
    }
  }

  private static HttpProblem ending() {
    return new HttpProblem(ProblemCode.NOT_READY, "the server is about to end");
  }

  private static HttpProblem refusal(String detail) {
    return new HttpProblem(ProblemCode.OVERLOADED, detail, Map.of("Retry-After", "1"));
  }

  /** A thread for costly requests, on which nothing waits for another. */
  private static final class WorkThread extends Thread {
    WorkThread(Runnable task) {
      super(task, "work");
    }
  }
}
