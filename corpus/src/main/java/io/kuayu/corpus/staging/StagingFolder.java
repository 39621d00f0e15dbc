package io.kuayu.corpus.staging;

import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a preparation works beside the corpus, until all of it is there and moves into place.
 * Killed at any moment, it leaves the old corpus or none, and never half of one; the next run
 * clears what it left. One run at a time holds the lock.
 */
public final class StagingFolder implements AutoCloseable {
  private static final String LOCK = ".corpus.lock";
  private static final String LEFTOVER = ".corpus-";

  private final Path workdir;
  private final Path scratch;
  private final Path outcome;
  private final FileChannel channel;
  private final FileLock lock;

  private StagingFolder(Path workdir, FileChannel channel, FileLock lock) throws IOException {
    this.workdir = workdir;
    this.channel = channel;
    this.lock = lock;
    clear(workdir);
    scratch = Files.createTempDirectory(workdir, LEFTOVER);
    outcome = Files.createDirectory(scratch.resolve("corpus"));
  }

  public static StagingFolder open(Path workdir) {
    try {
      Files.createDirectories(workdir);
      FileChannel channel =
          FileChannel.open(
              workdir.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new KuayuException(
            "another run prepares the corpus in " + workdir, "wait until it has ended");
      }
      return new StagingFolder(workdir, channel, lock);
    } catch (IOException e) {
      throw new KuayuException(
          "the work folder " + workdir + " cannot be written (" + e + ")",
          "see that it may be written and that there is room, or name another with 'workdir'",
          e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** Where to put what nobody needs afterwards. */
  public Path scratch() {
    return scratch;
  }

  /** Where to put the files of the corpus. */
  public Path outcome() {
    return outcome;
  }

  /** Bytes that may still be written. */
  long room() {
    try {
      FileStore store = Files.getFileStore(workdir);
      return store.getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the outcome durable and puts it into the place of the corpus. */
  public void publish(Path target) throws IOException {
    try (Stream<Path> files = Files.list(outcome)) {
      for (Path file : files.toList()) {
        sync(file);
      }
    }
    sync(outcome);
    if (Files.exists(target)) {
      Files.move(target, scratch.resolve("old"), StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(outcome, target, StandardCopyOption.ATOMIC_MOVE);
    sync(workdir);
  }

  @Override
  public void close() {
    try {
      delete(scratch);
      lock.close();
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      file.force(true);
    } catch (IOException e) {
      if (!Files.isDirectory(path)) {
        throw e;
      }
      // Not every system lets a folder be opened; there its entries are durable by themselves.
    }
  }

  private static void clear(Path workdir) throws IOException {
    List<Path> leftovers;
    try (Stream<Path> entries = Files.list(workdir)) {
      leftovers =
          entries
              .filter(Files::isDirectory)
              .filter(entry -> entry.getFileName().toString().startsWith(LEFTOVER))
              .toList();
    }
    for (Path leftover : leftovers) {
      delete(leftover);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
