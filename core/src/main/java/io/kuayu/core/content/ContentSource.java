package io.kuayu.core.content;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Where a content is. Making a source reads nothing; whoever needs the bytes opens it, and decides
 * which files and addresses may be opened.
 */
public sealed interface ContentSource {
  /** A text in memory. */
  record InlineText(String text) implements ContentSource {}

  /** Bytes in memory, such as those of an encoded image. Immutable. */
  final class InlineBytes implements ContentSource {
    private final byte[] bytes;

    /** Copies the bytes. */
    public InlineBytes(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
      return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof InlineBytes inline && Arrays.equals(bytes, inline.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return bytes.length + " bytes";
    }
  }

  /**
   * A vector that the data give for a content, so that no encoder reads the content itself.
   * Immutable.
   */
  final class InlineVector implements ContentSource {
    private final float[] values;

    /** Copies the numbers. */
    public InlineVector(float[] values) {
      this.values = values.clone();
    }

    /**
     * The vector that {@link #bytes} wrote.
     *
     * @throws IllegalArgumentException where these are no whole numbers of four bytes
     */
    public static InlineVector of(byte[] bytes) {
      if (bytes.length % Float.BYTES != 0) {
        throw new IllegalArgumentException(bytes.length + " bytes are no vector");
      }
      float[] values = new float[bytes.length / Float.BYTES];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
      return new InlineVector(values);
    }

    /** A copy of the numbers. */
    public float[] values() {
      return values.clone();
    }

    /** How many numbers there are. */
    public int dimension() {
      return values.length;
    }

    /** The numbers as four bytes each, the lowest byte first. */
    public byte[] bytes() {
      ByteBuffer bytes =
          ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(values);
      return bytes.array();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof InlineVector vector && Arrays.equals(values, vector.values);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
      return values.length + " numbers, " + Integer.toHexString(hashCode());
    }
  }

  /**
   * A file of this machine. Two sources of one path are equal whatever the file holds, unless they
   * say what it shall hold.
   *
   * @param path where it is
   * @param sha256 SHA-256 of the bytes that it shall hold, in lower-case hexadecimal digits; empty
   *     where any will do
   */
  record FileContent(Path path, String sha256) implements ContentSource {
    /** A file that may hold anything. */
    public FileContent(Path path) {
      this(path, "");
    }
  }

  /** An address. Nothing but {@code file:} is opened at run time. */
  record UriContent(URI uri) implements ContentSource {}
}
