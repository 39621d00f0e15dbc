package io.kuayu.server.web;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A token bucket for each caller: each request takes one token, and tokens refill at a steady rate.
 * Holds a bounded number of callers in a few megabytes and evicts the least recently seen first.
 * Thread-safe.
 */
final class RateLimiter {
  static final int MAX_CALLERS = 10_000;
  private static final double NANOSECONDS = 1e9;

  private final Duration perToken;
  private final int burst;
  private final TimeMeter clock;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MAX_CALLERS;
        }
      };

  RateLimiter(double perSecond, int burst) {
    this(perSecond, burst, TimeMeter.SYSTEM_NANOTIME);
  }

  /** A limiter with the given clock. */
  RateLimiter(double perSecond, int burst, TimeMeter clock) {
    perToken = Duration.ofNanos(Math.round(NANOSECONDS / perSecond));
    this.burst = burst;
    this.clock = clock;
  }

  /** Takes a token; returns 0, or the seconds until one is available. */
  double take(String caller) {
    return take(caller, 1);
  }

  /** Takes tokens, at most as many as a full bucket has. */
  double take(String caller, long tokens) {
    ConsumptionProbe probe =
        bucket(caller).tryConsumeAndReturnRemaining(Math.clamp(tokens, 1, burst));
    return probe.getNanosToWaitForRefill() / NANOSECONDS;
  }

  private Bucket bucket(String caller) {
    synchronized (buckets) {
      return buckets.computeIfAbsent(caller, _ -> full());
    }
  }

  private Bucket full() {
    return Bucket.builder()
        .withCustomTimePrecision(clock)
        .addLimit(limit -> limit.capacity(burst).refillGreedy(1, perToken))
        .build();
  }
}
