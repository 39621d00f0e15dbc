package io.kuayu.encoders;

import io.kuayu.core.KuayuException;
import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The first 128 bits of the SHA-256 of a content's bytes: what names it in a {@link VectorStore},
 * wherever the bytes came from.
 */
record ContentHash(long high, long low) {
  static final int BYTES = 16;

  /**
   * Reads the content, unless it is a file that says what it holds.
   *
   * @throws KuayuException where it cannot be read
   */
  static ContentHash of(Content content) {
    return content.source() instanceof ContentSource.FileContent file && !file.sha256().isEmpty()
        ? read(ByteBuffer.wrap(HexFormat.of().parseHex(file.sha256())))
        : of(ContentReader.bytes(content));
  }

  static ContentHash of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static ContentHash of(byte[] bytes) {
    try {
      return read(ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static ContentHash read(ByteBuffer in) {
    return new ContentHash(in.getLong(), in.getLong());
  }

  void write(ByteBuffer out) {
    out.putLong(high).putLong(low);
  }
}
