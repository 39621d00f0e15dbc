package io.kuayu.encoders;

import io.kuayu.core.KuayuException;
import io.kuayu.core.content.Content;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The first 128 bits of the SHA-256 of a content's bytes: what names it in a {@link VectorStore},
 * wherever the bytes came from.
 */
record ContentHash(long high, long low) {
  static final int BYTES = 16;

  /**
   * Reads the content.
   *
   * @throws KuayuException where it cannot be read
   */
  static ContentHash of(Content content) {
    return of(ContentReader.bytes(content));
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
