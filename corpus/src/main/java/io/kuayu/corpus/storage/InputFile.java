package io.kuayu.corpus.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file that went into a corpus.
 *
 * @param path where it was
 * @param bytes its size
 * @param modified when it was changed last, milliseconds
 * @param sha256 of its bytes, hexadecimal
 */
public record InputFile(String path, long bytes, long modified, String sha256) {
  public static InputFile of(Path path) throws IOException {
    return new InputFile(
        path.toString(), Files.size(path), Files.getLastModifiedTime(path).toMillis(), hash(path));
  }

  /** Whether the file is still the same; its bytes are read only where its date changed. */
  public boolean isUnchanged() {
    Path file = Path.of(path);
    try {
      return Files.exists(file)
          && Files.size(file) == bytes
          && (Files.getLastModifiedTime(file).toMillis() == modified || hash(file).equals(sha256));
    } catch (IOException e) {
      return false;
    }
  }

  static String hash(Path path) throws IOException {
    MessageDigest digest = sha256Digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
      byte[] buffer = new byte[1 << 18];
      int count = 0;
      while (count >= 0) {
        count = in.read(buffer);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
