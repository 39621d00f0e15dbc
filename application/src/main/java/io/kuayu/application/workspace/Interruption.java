package io.kuayu.application.workspace;

import io.kuayu.application.Reporter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into a request to stop: while it is open, the JVM waits with its exit until the work
 * has saved what it has. The exit code stays the one of the signal (130).
 */
final class Interruption implements AutoCloseable {
  private static final int MAX_WAIT_MINUTES = 10;

  private final CountDownLatch saved = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean requested;

  Interruption(Reporter reporter) {
    hook =
        new Thread(
            () -> {
              requested = true;
              reporter.say("stopping: keeping the best model so far");
              await();
            },
            "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  boolean isRequested() {
    return requested;
  }

  private void await() {
    try {
      // Whether in time or not, there is nothing else to do than to end.
      boolean inTime = saved.await(MAX_WAIT_MINUTES, TimeUnit.MINUTES);
      requested = inTime || requested;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    saved.countDown();
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The JVM has begun to end just now; the hook finds nothing to wait for.
      }
    }
  }
}
