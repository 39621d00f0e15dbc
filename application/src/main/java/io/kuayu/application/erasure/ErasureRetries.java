package io.kuayu.application.erasure;

import io.kuayu.core.KuayuException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again, in a running server, what an erasure could not do at once. Nothing of it is kept:
 * the stores know who was erased and the models when they were trained, so the next start goes on
 * where this one ended.
 */
public final class ErasureRetries implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ErasureRetries.class);

  private final Supplier<List<String>> finish;
  private final AtomicBoolean left = new AtomicBoolean();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("erasure-retries").factory());

  /**
   * @param finish {@link ErasureService#finish}
   * @param between two attempts
   */
  public ErasureRetries(Supplier<List<String>> finish, Duration between) {
    this.finish = finish;
    var _ =
        thread.scheduleWithFixedDelay(
            this::attempt, between.toMillis(), between.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Something is left. */
  public void expect() {
    left.set(true);
  }

  private void attempt() {
    if (!left.getAndSet(false)) {
      return;
    }
    try {
      LOG.info("an erasure that was left for later is complete; counted again: {}", finish.get());
    } catch (KuayuException failure) {
      left.set(true);
      LOG.warn("an erasure is left for later still: {}", failure.getMessage());
    } catch (RuntimeException failure) {
      left.set(true);
      // The message may name a person.
      LOG.error("an erasure is left for later still: {}", failure.getClass().getName());
    }
  }

  /** Waits for an attempt that has begun. */
  @Override
  public void close() {
    thread.close();
  }
}
