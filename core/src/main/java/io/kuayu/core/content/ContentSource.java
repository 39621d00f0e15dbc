package io.kuayu.core.content;

import java.net.URI;
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
