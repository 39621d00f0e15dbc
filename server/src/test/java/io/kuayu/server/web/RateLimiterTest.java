package io.kuayu.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bucket4j.TimeMeter;
import org.junit.jupiter.api.Test;

final class RateLimiterTest {
  private final Clock clock = new Clock();

  private static final class Clock implements TimeMeter {
    private long now = -7;

    @Override
    public long currentTimeNanos() {
      return now;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }

    void pass(double seconds) {
      now += Math.round(seconds * 1e9);
    }
  }

  @Test
  void aBurstIsAnsweredAndThenTheSteadyRate() {
    RateLimiter buckets = new RateLimiter(4, 3, clock);
    for (int request = 0; request < 3; request++) {
      assertThat(buckets.take("a")).isZero();
    }
    assertThat(buckets.take("a")).isCloseTo(.25, within(1e-6));
    clock.pass(.1);
    assertThat(buckets.take("a")).as("asking costs nothing").isCloseTo(.15, within(1e-6));
    clock.pass(.15);
    assertThat(buckets.take("a")).isZero();
    assertThat(buckets.take("a")).isPositive();
    clock.pass(3_600);
    for (int request = 0; request < 3; request++) {
      assertThat(buckets.take("a")).as("no more than a burst is saved up").isZero();
    }
    assertThat(buckets.take("a")).isPositive();
  }

  @Test
  void ratesFarFromOneASecondHold() {
    RateLimiter slow = new RateLimiter(.01, 1, clock);
    assertThat(slow.take("a")).isZero();
    assertThat(slow.take("a")).isCloseTo(100, within(1e-6));
    RateLimiter fast = new RateLimiter(1_000_000, 1_000_000, clock);
    for (int request = 0; request < 1_000_000; request++) {
      assertThat(fast.take("a")).isZero();
    }
    assertThat(fast.take("a")).isCloseTo(1e-6, within(1e-9));
  }

  @Test
  void callersAreApartAndThoseNotSeenForLongestAreForgotten() {
    RateLimiter buckets = new RateLimiter(1, 1, clock);
    assertThat(buckets.take("first")).isZero();
    assertThat(buckets.take("second")).isZero();
    for (int other = 0; other < RateLimiter.MAX_CALLERS - 1; other++) {
      assertThat(buckets.take("first")).isPositive();
      assertThat(buckets.take("other " + other)).isZero();
    }
    assertThat(buckets.take("first")).as("seen just now").isPositive();
    assertThat(buckets.take("second")).as("forgotten").isZero();
  }
}
