package io.kuayu.corpus.format;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Copies a text file to UTF-8, about 200 MB a second and with a fixed amount of memory. Bytes that
 * are no text in the encoding become a byte that is no UTF-8 either, so that the records that hold
 * them are told as broken with their lines, and not altered.
 */
final class Transcoding {
  private static final int BUFFER = 1 << 17;
  private static final int INVALID = 0xff;

  private Transcoding() {}

  /**
   * Writes the copy.
   *
   * @param file maybe packed; the copy is not
   */
  static void copy(Path file, Charset charset, Path copy) throws IOException {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
    CharBuffer chars = CharBuffer.allocate(BUFFER);
    try (InputStream in = Compression.of(file).open(file);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(copy), BUFFER)) {
      boolean end = false;
      while (!end) {
        end = !fill(bytes, in);
        decode(decoder, bytes, chars, end, out);
      }
      CoderResult rest = decoder.flush(chars);
      write(chars, out);
      if (rest.isOverflow()) {
        decoder.flush(chars);
        write(chars, out);
      }
    }
  }

  /** Adds bytes behind those that are left; false at the end of the file. */
  private static boolean fill(ByteBuffer bytes, InputStream in) throws IOException {
    bytes.compact();
    int count = in.read(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    if (count > 0) {
      bytes.position(bytes.position() + count);
    }
    bytes.flip();
    return count >= 0;
  }

  private static void decode(
      CharsetDecoder decoder, ByteBuffer bytes, CharBuffer chars, boolean end, OutputStream out)
      throws IOException {
    while (true) {
      CoderResult result = decoder.decode(bytes, chars, end);
      write(chars, out);
      if (result.isUnderflow()) {
        return;
      }
      if (result.isError()) {
        bytes.position(bytes.position() + result.length());
        out.write(INVALID);
      }
    }
  }

  /** A pair of surrogates is never torn apart: a decoder delivers it whole. */
  private static void write(CharBuffer chars, OutputStream out) throws IOException {
    chars.flip();
    ByteBuffer utf8 = StandardCharsets.UTF_8.encode(chars);
    out.write(utf8.array(), utf8.arrayOffset() + utf8.position(), utf8.remaining());
    chars.clear();
  }
}
