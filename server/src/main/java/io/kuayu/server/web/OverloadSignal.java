package io.kuayu.server.web;

import java.util.function.LongSupplier;

/**
 * Whether a server has been refusing requests for lack of room. It takes some bad seconds in a row
 * to become overloaded and more good ones to recover, so a short burst changes nothing.
 */
final class OverloadSignal {
  static final int BAD_SECONDS = 3;
  static final int GOOD_SECONDS = 5;
  private static final long SECOND = 1_000_000_000;

  private final LongSupplier clock;
  private long second;
  private boolean isBad;
  private int badSeconds;
  private int goodSeconds;
  private boolean isOverloaded;

  OverloadSignal() {
    this(System::nanoTime);
  }

  /** A signal with a clock in nanoseconds. */
  OverloadSignal(LongSupplier clock) {
    this.clock = clock;
    second = Math.floorDiv(clock.getAsLong(), SECOND);
  }

  /** A request was refused for lack of room. */
  synchronized void refused() {
    advance();
    isBad = true;
  }

  synchronized boolean isOverloaded() {
    advance();
    return isOverloaded;
  }

  /** Counts the seconds that have ended. */
  private void advance() {
    long now = Math.floorDiv(clock.getAsLong(), SECOND);
    long ended = Math.min(now - second, BAD_SECONDS + GOOD_SECONDS);
    for (long count = 0; count < ended; count++) {
      badSeconds = isBad ? badSeconds + 1 : 0;
      goodSeconds = isBad ? 0 : goodSeconds + 1;
      isBad = false;
      isOverloaded = isOverloaded ? goodSeconds < GOOD_SECONDS : badSeconds >= BAD_SECONDS;
    }
    second = now;
  }
}
