package io.kuayu.storage.access;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/** Files that their owner alone may read. Written aside and moved into place whole. */
public final class SecretFiles {
  private static final Set<PosixFilePermission> OWNER_ALONE =
      PosixFilePermissions.fromString("rw-------");
  private static final int KEY_BYTES = 32;

  private SecretFiles() {}

  static void write(Path file, byte[] content) {
    Path aside = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.deleteIfExists(aside);
      writeNew(aside, content);
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The 256 random bits in that file, which is made where it is missing.
   *
   * @throws KuayuException where others than its owner may use it
   */
  public static byte[] key(Path file) {
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
        byte[] fresh = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(fresh);
        try (FolderLock _ = FolderLock.take(file.toAbsolutePath().resolveSibling(""))) {
          if (!Files.exists(file)) {
            write(file, fresh);
          }
        } catch (UncheckedIOException e) {
          if (!(e.getCause() instanceof FileAlreadyExistsException)) {
            throw e;
          }
        }
      }
      mustBeOfItsOwnerAlone(file);
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void mustBeOfItsOwnerAlone(Path file) throws IOException {
    if (isPosix(file) && !OWNER_ALONE.containsAll(Files.getPosixFilePermissions(file))) {
      throw new KuayuException(
          ErrorCode.SECRET_FILE_PERMISSIONS,
          "others than its owner may use the key file " + file,
          "chmod 600 " + file);
    }
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static void writeNew(Path file, byte[] content) throws IOException {
    FileAttribute<?>[] attributes =
        isPosix(file)
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ALONE)}
            : new FileAttribute<?>[0];
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
