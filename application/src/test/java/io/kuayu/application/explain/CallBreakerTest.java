package io.kuayu.application.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CallBreakerTest {
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 10);
  private final CallBreaker breaker = new CallBreaker(clock::get);

  @Test
  void pausesAfterFailuresInARowAndTriesOneCallThen() {
    fail(CallBreaker.MAX_FAILURES - 1);
    assertThat(breaker.begins()).isTrue();
    breaker.ended(true);
    fail(CallBreaker.MAX_FAILURES);
    assertThat(breaker.begins()).isFalse();
    clock.addAndGet(CallBreaker.FIRST_PAUSE - 1);
    assertThat(breaker.begins()).isFalse();
    clock.addAndGet(1);
    assertThat(breaker.begins()).isTrue();
    assertThat(breaker.begins()).as("one at a time").isFalse();
    breaker.ended(true);
    assertThat(breaker.begins()).isTrue();
    breaker.ended(true);
  }

  @Test
  void pausesGrowUpToALimit() {
    fail(CallBreaker.MAX_FAILURES);
    clock.addAndGet(CallBreaker.FIRST_PAUSE);
    fail(1);
    clock.addAndGet(2 * CallBreaker.FIRST_PAUSE - 1);
    assertThat(breaker.begins()).isFalse();
    for (int time = 0; time < 20; time++) {
      clock.addAndGet(CallBreaker.MAX_PAUSE);
      fail(1);
    }
    clock.addAndGet(CallBreaker.MAX_PAUSE - 1);
    assertThat(breaker.begins()).isFalse();
    clock.addAndGet(1);
    assertThat(breaker.begins()).isTrue();
  }

  private void fail(int times) {
    for (int time = 0; time < times; time++) {
      assertThat(breaker.begins()).isTrue();
      breaker.ended(false);
    }
  }
}
