package io.kuayu.server.web;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A bucket of tokens for each caller: one is taken by a request, and they come back at a steady
 * rate. Holds a bounded number of callers; who was not seen for longest is forgotten first.
 * Thread-safe.
 */
final class RateLimiter {
  private static final int MOST_CALLERS = 10_000;
  private static final double NANOSECONDS = 1e9;

  private final double perSecond;
  private final int size;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_CALLERS;
        }
      };

  RateLimiter(double perSecond, int size) {
    this.perSecond = perSecond;
    this.size = size;
  }

  /** Takes a token: 0, or the seconds until there is one. */
  synchronized double take(String caller) {
    long now = System.nanoTime();
    Bucket bucket = buckets.computeIfAbsent(caller, _ -> new Bucket(size, now));
    bucket.tokens = Math.min(size, bucket.tokens + (now - bucket.filled) / NANOSECONDS * perSecond);
    bucket.filled = now;
    if (bucket.tokens >= 1) {
      bucket.tokens--;
      return 0;
    }
    return (1 - bucket.tokens) / perSecond;
  }

  private static final class Bucket {
    private double tokens;
    private long filled;

    Bucket(double tokens, long filled) {
      this.tokens = tokens;
      this.filled = filled;
    }
  }
}
