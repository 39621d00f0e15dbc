package io.kuayu.application.backup;

import io.kuayu.privacy.key.OwnerOnlyFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Size and checksum of a file.
 *
 * @param sha256 in hexadecimal digits
 */
record CopiedFile(long bytes, String sha256) {
  private static final int BLOCK = 1 << 18;

  private interface Sink {
    void write(byte[] block, int length) throws IOException;
  }

  /** Reads a file. */
  static CopiedFile of(Path file) throws IOException {
    return read(file, (_, _) -> {});
  }

  /**
   * Copies a file, and waits until it is on disk.
   *
   * @param to does not exist; only its owner may use it
   * @return of what was read, even where the file grows meanwhile
   */
  static CopiedFile copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.toAbsolutePath().resolveSibling(""));
    OwnerOnlyFiles.create(to, new byte[0]);
    try (FileChannel channel = FileChannel.open(to, StandardOpenOption.WRITE)) {
      CopiedFile copied =
          read(
              from,
              (block, length) -> {
                ByteBuffer buffer = ByteBuffer.wrap(block, 0, length);
                while (buffer.hasRemaining()) {
                  channel.write(buffer);
                }
              });
      channel.force(true);
      return copied;
    }
  }

  private static CopiedFile read(Path file, Sink sink) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    byte[] block = new byte[BLOCK];
    long bytes = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        digest.update(block, 0, read);
        sink.write(block, read);
        bytes += read;
      }
    }
    return new CopiedFile(bytes, HexFormat.of().formatHex(digest.digest()));
  }
}
