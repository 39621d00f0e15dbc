package io.kuayu.server.web;

import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Whether the stores of a server can be written. A write that failed counts for some seconds; in
 * between, a small file is written to each folder that must not be full.
 */
public final class StoreHealth {
  private static final long FAILURE_NANOSECONDS = 10_000_000_000L;
  private static final long PROBE_NANOSECONDS = 2_000_000_000L;
  private static final int PROBE_BYTES = 1 << 16;
  private static final List<String> FAILURES =
      List.of("store.", "audit-log.unwritable", "machine.disk-full");

  private final List<Path> folders;
  private final LongSupplier clock;
  private boolean hasFailed;
  private long failed;
  private boolean isProbed;
  private long probed;
  private boolean canWrite = true;

  /**
   * @param folders of the store's file and the audit log
   */
  public StoreHealth(List<Path> folders) {
    this(folders, System::nanoTime);
  }

  /** With a clock in nanoseconds. */
  StoreHealth(List<Path> folders, LongSupplier clock) {
    this.folders = List.copyOf(folders);
    this.clock = clock;
  }

  /** A request that writes failed. */
  synchronized void failed(KuayuException failure) {
    if (FAILURES.stream().anyMatch(failure.code().text()::startsWith)) {
      failed();
    }
  }

  /** A file could not be written. */
  synchronized void failed() {
    hasFailed = true;
    failed = clock.getAsLong();
  }

  /** A request that writes succeeded. */
  synchronized void succeeded() {
    hasFailed = false;
  }

  /** Whether writes are expected to succeed. Costs a synced write every two seconds at most. */
  public synchronized boolean canWrite() {
    long now = clock.getAsLong();
    hasFailed = hasFailed && now - failed < FAILURE_NANOSECONDS;
    if (!isProbed || now - probed >= PROBE_NANOSECONDS) {
      canWrite = folders.stream().allMatch(StoreHealth::isWritable);
      isProbed = true;
      probed = now;
    }
    return canWrite && !hasFailed;
  }

  private static boolean isWritable(Path folder) {
    Path file = folder.resolve(".probe-" + ProcessHandle.current().pid());
    try {
      Files.createDirectories(folder);
      try (FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE)) {
        ByteBuffer bytes = ByteBuffer.allocate(PROBE_BYTES);
        while (bytes.hasRemaining()) {
          if (channel.write(bytes) <= 0) {
            return false;
          }
        }
        channel.force(false);
        return true;
      }
    } catch (IOException e) {
      return false;
    }
  }
}
