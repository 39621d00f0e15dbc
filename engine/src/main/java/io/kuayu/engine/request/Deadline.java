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

  /** The time that is left; zero if there is none. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }

  public boolean isOver() {
    return System.nanoTime() - nanoTime > 0;
  }
}
