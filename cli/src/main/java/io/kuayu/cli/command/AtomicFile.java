package io.kuayu.cli.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that is written atomically: it is written next to its target and moved there at the end.
 */
public final class AtomicFile implements AutoCloseable {
  private static final int BUFFER = 1 << 20;

  private final Path target;
  private final Path aside;
  private final OutputStream stream;

  private AtomicFile(Path target, Path aside, OutputStream stream) {
    this.target = target;
    this.aside = aside;
    this.stream = stream;
  }

  public static AtomicFile at(Path file) throws IOException {
    Path target = file.toAbsolutePath().normalize();
    Path folder = target.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      // A pipe or a device, such as /dev/stdout, is written to and never replaced.
      return new AtomicFile(target, target, Files.newOutputStream(target));
    }
    Path aside =
        target.resolveSibling(
            "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    // A signal ends the JVM without closing the file.
    aside.toFile().deleteOnExit();
    return new AtomicFile(
        target, aside, new BufferedOutputStream(Files.newOutputStream(aside), BUFFER));
  }

  public OutputStream stream() {
    return stream;
  }

  public void commit() throws IOException {
    stream.close();
    if (aside.equals(target)) {
      return;
    }
    Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Leaves nothing behind unless it was committed. */
  @Override
  public void close() throws IOException {
    try (stream) {
      // Closed in any case.
    } finally {
      if (!aside.equals(target)) {
        Files.deleteIfExists(aside);
      }
    }
  }
}
