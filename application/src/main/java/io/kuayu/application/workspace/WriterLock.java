package io.kuayu.application.workspace;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Lets one process at a time write to a work folder. The operating system takes the lock back when
 * its process ends, however it ends, so none is ever left behind.
 */
final class WriterLock implements AutoCloseable {
  private static final String FILE = ".lock";
  private static final int MAX_NAME_LENGTH = 200;

  private final FileChannel channel;

  private WriterLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws KuayuException where another process has it, or the folder cannot be written
   */
  static WriterLock take(Path workdir) {
    Path file = workdir.resolve(FILE);
    try {
      Files.createDirectories(workdir);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        String holder = holder(channel);
        channel.close();
        throw new KuayuException(
            ErrorCode.WORKDIR_LOCKED,
            workdir + " is being written by another kuayu" + holder,
            "wait for it to end, or choose another folder with -s workdir=…");
      }
      String name = " (process " + ProcessHandle.current().pid() + ")";
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(name.getBytes(StandardCharsets.UTF_8)), 0);
      return new WriterLock(channel);
    } catch (IOException e) {
      throw new KuayuException(
          ErrorCode.WORKDIR_UNWRITABLE,
          "the work folder " + workdir + " cannot be written: " + e,
          "check its permissions and the space on its disk, or choose another with -s workdir=…",
          e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer name = ByteBuffer.allocate(MAX_NAME_LENGTH);
    channel.read(name, 0);
    return new String(name.array(), 0, name.position(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new KuayuException(
          ErrorCode.WORKDIR_UNWRITABLE, "the lock cannot be given back: " + e, "check the disk", e);
    }
  }
}
