package io.kuayu.cli.command;

import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Does pieces of work on several threads and writes their results in the order in which they were
 * submitted. At most four results per thread wait, so memory stays bounded whatever the size.
 */
final class OrderedWriter implements AutoCloseable {
  private static final int WAITING_PER_THREAD = 4;

  private final ExecutorService executor;
  private final Queue<Future<byte[]>> waiting = new ArrayDeque<>();
  private final int most;
  private final OutputStream out;

  OrderedWriter(int threads, OutputStream out) {
    executor = Executors.newFixedThreadPool(threads);
    most = threads * WAITING_PER_THREAD;
    this.out = out;
  }

  /** Hands a piece of work over, after writing results where too many wait. */
  void submit(Callable<byte[]> work) {
    while (waiting.size() >= most) {
      writeNext();
    }
    waiting.add(executor.submit(work));
  }

  /** Writes what is left. */
  void finish() {
    while (!waiting.isEmpty()) {
      writeNext();
    }
  }

  private void writeNext() {
    try {
      out.write(waiting.remove().get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KuayuException("the work was interrupted", "start it again", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
    executor.close();
  }
}
