package io.kuayu.corpus.storage;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder beside the corpus in which a new one is made, before all of it moves into place. A run
 * that is killed leaves the old corpus or none, and never half of one; the next run deletes its
 * leftovers. One run at a time holds the lock.
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
            ErrorCode.WORKDIR_LOCKED,
            "another run prepares the corpus in " + workdir,
            "wait until it has ended");
      }
      return new StagingFolder(workdir, channel, lock);
    } catch (IOException e) {
      throw new KuayuException(
          ErrorCode.WORKDIR_UNWRITABLE,
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

  /** A folder for what nobody needs afterwards. */
  public Path scratch() {
    return scratch;
  }

  /** The files to write. */
  public CorpusFiles outcome() {
    return new CorpusFiles(outcome);
  }

  /** Makes the outcome durable and puts it into the place of the corpus. */
  public void publish(CorpusFiles corpus) throws IOException {
    try (Stream<Path> files = Files.list(outcome)) {
      for (Path file : files.toList()) {
        sync(file);
      }
    }
    sync(outcome);
    Path target = corpus.folder();
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
