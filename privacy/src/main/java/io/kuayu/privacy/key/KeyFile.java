package io.kuayu.privacy.key;

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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Keys in a file that its owner alone may read, one a line, the oldest first. Made on first use.
 *
 * @param file where
 */
public record KeyFile(Path file) implements KeySource {
  private static final Set<PosixFilePermission> OWNER_ALONE =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OF_OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  @Override
  public boolean exists() {
    return Files.exists(file);
  }

  @Override
  public List<SecretKey> keys() {
    try {
      if (!exists()) {
        make(List.of(SecretKey.random()));
      }
      mustBeOfOwnerAlone();
      List<SecretKey> keys = new ArrayList<>();
      for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
        if (!line.isBlank()) {
          keys.add(SecretKey.parse(line.strip(), file.toString()));
        }
      }
      if (keys.isEmpty()) {
        throw new KuayuException(
            file + " holds no key", "restore it from a copy: no other key gives the same names");
      }
      return List.copyOf(keys);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  @Override
  public void rotate() {
    List<SecretKey> keys = new ArrayList<>(keys());
    keys.add(SecretKey.random());
    Path aside = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.deleteIfExists(aside);
      write(aside, keys);
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Two processes may get here at once; the first one's key counts. */
  private void make(List<SecretKey> keys) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path aside = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    Files.deleteIfExists(aside);
    write(aside, keys);
    try {
      Files.createLink(file, aside);
    } catch (FileAlreadyExistsException e) {
      return;
    } catch (UnsupportedOperationException e) {
      Files.move(aside, file);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  private static void write(Path to, List<SecretKey> keys) throws IOException {
    StringBuilder lines = new StringBuilder();
    keys.forEach(key -> lines.append(key.written()).append('\n'));
    FileAttribute<?>[] attributes =
        isPosix(to)
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ALONE)}
            : new FileAttribute<?>[0];
    Set<StandardOpenOption> options =
        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(to, options, attributes)) {
      ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private void mustBeOfOwnerAlone() throws IOException {
    if (isPosix(file)) {
      Set<PosixFilePermission> open = EnumSet.copyOf(OF_OTHERS);
      open.retainAll(Files.getPosixFilePermissions(file));
      if (!open.isEmpty()) {
        throw new KuayuException(
            "others than its owner may use the key file " + file, "chmod 600 " + file);
      }
    }
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private KuayuException unusable(IOException e) {
    return new KuayuException(
        "the key file " + file + " cannot be used (" + e + ")",
        "see that its folder may be written, or name another place with 'privacy.key'",
        e);
  }
}
