package io.kuayu.engine.request;

import java.time.Duration;

/** The end of a request's time. */
public record Deadline(long nanoTime) {
  public static Deadline in(Duration budget) {
    // A budget of centuries must not overflow.
    long maxNanos = Duration.ofDays(365).toNanos();
    long nanos = budget.compareTo(Duration.ofDays(365)) > 0 ? maxNanos : budget.toNanos();
    return new Deadline(System.nanoTime() + nanos);
  }

  public boolean isOver() {
    return System.nanoTime() - nanoTime > 0;
  }
}
