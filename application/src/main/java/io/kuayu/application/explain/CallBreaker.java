package io.kuayu.application.explain;

import java.util.function.LongSupplier;

/**
 * Pauses calls after repeated failures. When the pause is over one call is tried; where it fails
 * too, the next pause is twice as long. Thread-safe.
 */
final class CallBreaker {
  /** Failures in a row that begin a pause. */
  static final int MAX_FAILURES = 5;

  static final long FIRST_PAUSE = 30_000_000_000L;
  static final long MAX_PAUSE = 600_000_000_000L;

  private final LongSupplier nanoTime;
  private int failures;
  private long pause = FIRST_PAUSE;
  private long until;
  private boolean trying;

  CallBreaker(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Whether a call may be made; then {@link #ended} must be told how it went. */
  synchronized boolean begins() {
    if (failures < MAX_FAILURES) {
      return true;
    }
    if (trying || nanoTime.getAsLong() - until < 0) {
      return false;
    }
    trying = true;
    return true;
  }

  /** A call went well or not. */
  synchronized void ended(boolean well) {
    if (well) {
      failures = 0;
      pause = FIRST_PAUSE;
      trying = false;
      return;
    }
    failures = Math.min(MAX_FAILURES, failures + 1);
    if (trying) {
      trying = false;
      pause = Math.min(MAX_PAUSE, 2 * pause);
      until = nanoTime.getAsLong() + pause;
    } else if (failures == MAX_FAILURES) {
      until = nanoTime.getAsLong() + pause;
    }
  }
}
