package io.kuayu.privacy.key;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Creates and checks files that only their owner may read or write (mode 600). File systems without
 * POSIX permissions are not checked.
 */
public final class OwnerOnlyFiles {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  private static final Set<PosixFilePermission> EVERYBODY =
      PosixFilePermissions.fromString("------rwx");

  private OwnerOnlyFiles() {}

  /**
   * Rejects a file that others may use.
   *
   * @param kind what the file is, for the message, such as {@code key file}
   * @throws KuayuException with {@link ErrorCode#SECRET_FILE_PERMISSIONS}
   */
  public static void check(Path file, String kind) throws IOException {
    if (!isPosix(file)) {
      return;
    }
    Set<PosixFilePermission> open = EnumSet.copyOf(OTHERS);
    open.retainAll(Files.getPosixFilePermissions(file));
    if (!open.isEmpty()) {
      throw new KuayuException(
          ErrorCode.SECRET_FILE_PERMISSIONS,
          "others than its owner may use the " + kind + " " + file,
          "chmod 600 " + file);
    }
  }

  /**
   * Takes from others the permission to read a file.
   *
   * @return whether they had it
   * @throws KuayuException with {@link ErrorCode#SECRET_FILE_PERMISSIONS} where others may write
   *     it, since its content cannot be trusted then
   */
  public static boolean narrow(Path file, String kind) throws IOException {
    if (!isPosix(file)) {
      return false;
    }
    Set<PosixFilePermission> present = Files.getPosixFilePermissions(file);
    if (present.contains(PosixFilePermission.GROUP_WRITE)
        || present.contains(PosixFilePermission.OTHERS_WRITE)) {
      check(file, kind);
    }
    Set<PosixFilePermission> owner = new HashSet<>(present);
    boolean narrowed = owner.removeAll(OTHERS);
    if (narrowed) {
      Files.setPosixFilePermissions(file, owner);
    }
    return narrowed;
  }

  /**
   * Takes all permissions from those who are neither the owner nor in the group of a file.
   *
   * @return whether they had any
   */
  public static boolean hide(Path file) throws IOException {
    if (!isPosix(file)) {
      return false;
    }
    Set<PosixFilePermission> permissions = new HashSet<>(Files.getPosixFilePermissions(file));
    boolean hidden = permissions.removeAll(EVERYBODY);
    if (hidden) {
      Files.setPosixFilePermissions(file, permissions);
    }
    return hidden;
  }

  /** Creates a file with that content and forces it to disk; fails where it exists. */
  public static void create(Path file, byte[] content) throws IOException {
    FileAttribute<?>[] attributes =
        isPosix(file)
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
            : new FileAttribute<?>[0];
    try (FileChannel channel =
        FileChannel.open(
            file,
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            attributes)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** Writes the content to {@code FILE.part} and moves it into place. */
  public static void replace(Path file, byte[] content) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    create(part, content);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
