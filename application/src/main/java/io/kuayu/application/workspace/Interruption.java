package io.kuayu.application.workspace;

import io.kuayu.application.Reporter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into a wish to stop: while it is open, the JVM's end waits until the work has kept
 * what it has, and the exit code stays the one of the signal (130).
 */
final class Interruption implements AutoCloseable {
  private static final int LONGEST_WAIT_MINUTES = 10;

  private final CountDownLatch kept = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean wished;

  Interruption(Reporter reporter) {
    hook =
        new Thread(
            () -> {
              wished = true;
              reporter.say("stopping: keeping the best model so far");
              await();
            },
            "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  boolean wished() {
    return wished;
  }

  private void await() {
    try {
      // Whether in time or not, there is nothing else to do than to end.
      boolean inTime = kept.await(LONGEST_WAIT_MINUTES, TimeUnit.MINUTES);
      wished = inTime || wished;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kept.countDown();
    if (!wished) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The JVM has begun to end just now; the hook finds nothing to wait for.
      }
    }
  }
}
