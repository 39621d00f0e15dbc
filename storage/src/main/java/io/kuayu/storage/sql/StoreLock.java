package io.kuayu.storage.sql;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.privacy.key.OwnerOnlyFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a second server from using a SQLite file, since each server keeps items in memory that the
 * other would not see. Commands do not take it, and may work on the file of a running server. It is
 * the lock of the operating system on {@code FILE.lock}, which ends with the process.
 */
public final class StoreLock implements AutoCloseable {
  /** Locks nothing, for stores that servers share. */
  static final StoreLock NONE = new StoreLock(() -> {});

  /**
   * Closing any channel of a file would release the process's lock on it, so none is opened twice.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private interface Release {
    void run() throws IOException;
  }

  private final Release release;

  private StoreLock(Release release) {
    this.release = release;
  }

  /**
   * Takes the lock of a SQLite file.
   *
   * @throws KuayuException where a server has it
   */
  static StoreLock take(Path store) {
    Path file = store.toAbsolutePath().normalize().resolveSibling(store.getFileName() + ".lock");
    if (!HELD.add(file)) {
      throw inUse(store);
    }
    try {
      Files.createDirectories(file.resolveSibling(""));
      if (!Files.exists(file)) {
        OwnerOnlyFiles.create(file, new byte[0]);
      }
      FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        throw inUse(store);
      }
      return new StoreLock(
          () -> {
            if (channel.isOpen()) {
              channel.close();
              HELD.remove(file);
            }
          });
    } catch (IOException e) {
      HELD.remove(file);
      throw new KuayuException(
          ErrorCode.STORE_UNREACHABLE,
          "the lock " + file + " of the store cannot be used (" + e + ")",
          "check the permissions of its folder; a file system without locks cannot hold a store",
          e);
    } catch (KuayuException e) {
      HELD.remove(file);
      throw e;
    }
  }

  private static KuayuException inUse(Path store) {
    return new KuayuException(
        ErrorCode.STORE_IN_USE,
        "another server uses the store " + store,
        "stop it, or give this one a file of its own by server.store.sqlite; servers that share a"
            + " store need PostgreSQL");
  }

  @Override
  public void close() {
    try {
      release.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
