package io.kuayu.application.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ErasureRetriesTest {
  @Test
  void triesUntilNothingIsLeftAndThenNoMore() throws InterruptedException {
    AtomicInteger attempts = new AtomicInteger();
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    try (ErasureRetries retries =
        new ErasureRetries(
            () -> {
              if (attempts.incrementAndGet() < 3) {
                throw new KuayuException(
                    ErrorCode.WORKDIR_LOCKED, "the work folder is being written", "wait");
              }
              told.add("done");
              return List.of("ease");
            },
            Duration.ofMillis(5))) {
      Thread.sleep(50);
      assertThat(attempts).hasValue(0);
      retries.expect();
      assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("done");
      Thread.sleep(50);
      assertThat(attempts).hasValue(3);
    }
  }
}
