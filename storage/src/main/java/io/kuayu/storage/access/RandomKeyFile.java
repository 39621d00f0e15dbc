package io.kuayu.storage.access;

import io.kuayu.core.KuayuException;
import io.kuayu.privacy.key.OwnerOnlyFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** A file with a random key of 256 bits that only its owner may use. */
public final class RandomKeyFile {
  private static final int KEY_BYTES = 32;

  private RandomKeyFile() {}

  /**
   * Reads the key, and creates it where it is missing.
   *
   * @throws KuayuException where others than its owner may use the file
   */
  public static byte[] read(Path file) {
    try {
      if (!Files.exists(file)) {
        create(file);
      }
      OwnerOnlyFiles.check(file, "key file");
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void create(Path file) throws IOException {
    Path folder = file.toAbsolutePath().resolveSibling("");
    Files.createDirectories(folder);
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    try (FolderLock _ = FolderLock.take(folder)) {
      if (!Files.exists(file)) {
        OwnerOnlyFiles.replace(file, key);
      }
    } catch (FileAlreadyExistsException _) {
      // Another process created the key at the same moment; use that one.
    }
  }
}
