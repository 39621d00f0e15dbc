package io.kuayu.application.backup;

import io.kuayu.privacy.key.OwnerOnlyFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Size and checksum of a file.
 *
 * @param sha256 in hexadecimal digits
 */
record CopiedFile(long bytes, String sha256) {
  /** Reads a file. */
  static CopiedFile of(Path file) throws IOException {
    return read(file, OutputStream.nullOutputStream());
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
      CopiedFile copied = read(from, Channels.newOutputStream(channel));
      channel.force(true);
      return copied;
    }
  }

  private static CopiedFile read(Path file, OutputStream sink) throws IOException {
    MessageDigest digest = DigestUtils.getSha256Digest();
    try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      long bytes = in.transferTo(sink);
      return new CopiedFile(bytes, HexFormat.of().formatHex(digest.digest()));
    }
  }
}
