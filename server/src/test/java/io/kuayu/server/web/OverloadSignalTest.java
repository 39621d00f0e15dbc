package io.kuayu.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OverloadSignalTest {
  private static final long SECOND = 1_000_000_000;

  private long now;
  private final OverloadSignal signal = new OverloadSignal(() -> now);

  @Test
  void aShortBurstChangesNothing() {
    for (int count = 0; count < 1_000; count++) {
      signal.refused();
    }
    for (int second = 0; second < 10; second++) {
      assertThat(signal.isOverloaded()).isFalse();
      now += SECOND;
    }
    for (int second = 0; second < 20; second++) {
      if (second % 3 != 2) {
        signal.refused();
      }
      now += SECOND;
      assertThat(signal.isOverloaded()).as("second " + second).isFalse();
    }
  }

  @Test
  void someBadSecondsMakeItOverloadedAndMoreGoodOnesEndIt() {
    for (int second = 0; second < OverloadSignal.BAD_SECONDS; second++) {
      assertThat(signal.isOverloaded()).isFalse();
      signal.refused();
      now += SECOND;
    }
    assertThat(signal.isOverloaded()).isTrue();
    now += (OverloadSignal.GOOD_SECONDS - 1) * SECOND;
    assertThat(signal.isOverloaded()).isTrue();
    now += SECOND;
    assertThat(signal.isOverloaded()).isFalse();
  }
}
