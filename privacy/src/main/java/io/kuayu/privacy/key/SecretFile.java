package io.kuayu.privacy.key;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A small text file that its owner alone may read; written aside and moved into place.
 *
 * @param path where
 */
public record SecretFile(Path path) {
  private static final Set<PosixFilePermission> OWNER_ALONE =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OF_OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  public boolean exists() {
    return Files.exists(path);
  }

  /**
   * Its lines.
   *
   * @throws KuayuException where others may use it
   */
  public List<String> lines() {
    try {
      if (isPosix(path)) {
        Set<PosixFilePermission> open = EnumSet.copyOf(OF_OTHERS);
        open.retainAll(Files.getPosixFilePermissions(path));
        if (!open.isEmpty()) {
          throw new KuayuException(
              ErrorCode.SECRET_FILE_PERMISSIONS,
              "others than its owner may use the key file " + path,
              "chmod 600 " + path);
        }
      }
      return Files.readAllLines(path, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Makes it where it is missing. Two processes may get here at once; the first one's counts. */
  public void make(List<String> lines) {
    Path aside = path.resolveSibling(path.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Path folder = path.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      write(aside, lines);
      try {
        Files.createLink(path, aside);
      } catch (FileAlreadyExistsException e) {
        return;
      } catch (UnsupportedOperationException e) {
        Files.move(aside, path);
      } finally {
        Files.deleteIfExists(aside);
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Replaces it as a whole. */
  public void replace(List<String> lines) {
    Path aside = path.resolveSibling(path.getFileName() + ".part");
    try {
      write(aside, lines);
      Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private static void write(Path to, List<String> lines) throws IOException {
    Files.deleteIfExists(to);
    FileAttribute<?>[] attributes =
        isPosix(to)
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ALONE)}
            : new FileAttribute<?>[0];
    Set<StandardOpenOption> options =
        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    String text = String.join("\n", lines) + "\n";
    try (FileChannel channel = FileChannel.open(to, options, attributes)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private KuayuException unusable(IOException e) {
    return new KuayuException(
        ErrorCode.SECRET_FILE_UNREADABLE,
        "the key file " + path + " cannot be used (" + e + ")",
        "see that its folder may be written and the file read",
        e);
  }
}
