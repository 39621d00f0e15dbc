package io.kuayu.application.init;

import io.kuayu.corpus.format.Compression;
import io.kuayu.corpus.format.FileSample;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * The head of a text file and a few places in its middle, cut at the ends of lines: at most 4 MB,
 * however long the file is.
 *
 * @param bytes unpacked
 * @param whole whether they are all there is
 * @param encoding as {@code encoding:} names it; empty for UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record FileExcerpt(byte[] bytes, boolean whole, Optional<String> encoding) {
  private static final int HEAD = 2 << 20;
  private static final int PLACES = 6;
  private static final int PLACE = 1 << 18;

  /** Packed files have to be read to be skipped, so places in them lie ever farther apart. */
  private static final long FIRST_STEP = 1L << 18;

  /** Reads a file that is no Parquet. */
  static FileExcerpt of(Path file) throws IOException {
    Compression compression = Compression.of(file);
    boolean packed = compression != Compression.NONE;
    try (InputStream in = compression.open(file)) {
      byte[] head = in.readNBytes(HEAD);
      if (head.length < HEAD) {
        return new FileExcerpt(head, true, encoding(head));
      }
      if (FileSample.isUtf16(head)) {
        return new FileExcerpt(head, false, encoding(head));
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(head, 0, lineEnd(head));
      long even = Math.max(0, (Files.size(file) - HEAD) / PLACES - PLACE);
      for (int place = 0; place < PLACES; place++) {
        if (!skip(in, packed ? FIRST_STEP << place : even)) {
          break;
        }
        byte[] some = in.readNBytes(PLACE);
        int begin = lineBegin(some);
        int end = lineEnd(some);
        if (end > begin) {
          out.write(some, begin, end - begin);
        }
      }
      return new FileExcerpt(out.toByteArray(), false, encoding(out.toByteArray()));
    }
  }

  private static boolean skip(InputStream in, long bytes) throws IOException {
    try {
      in.skipNBytes(bytes);
      return true;
    } catch (EOFException e) {
      return false;
    }
  }

  private static int lineBegin(byte[] bytes) {
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == '\n') {
        return at + 1;
      }
    }
    return bytes.length;
  }

  private static int lineEnd(byte[] bytes) {
    for (int at = bytes.length; at > 0; at--) {
      if (bytes[at - 1] == '\n') {
        return at;
      }
    }
    return 0;
  }

  private static Optional<String> encoding(byte[] bytes) {
    if (FileSample.isUtf16(bytes)) {
      return Optional.of("UTF-16");
    }
    if (isUtf8(bytes)) {
      return Optional.empty();
    }
    UniversalDetector detector = new UniversalDetector();
    detector.handleData(bytes, 0, bytes.length);
    detector.dataEnd();
    String found = detector.getDetectedCharset();
    if (found == null || found.equals("UTF-8") || found.equals("US-ASCII")) {
      return Optional.of(isInPairs(bytes) ? "GB18030" : "windows-1252");
    }
    boolean windows = found.toLowerCase(Locale.ROOT).startsWith("windows");
    return Optional.of(windows ? found.toLowerCase(Locale.ROOT) : found);
  }

  /**
   * Whether bytes above ASCII come in pairs, as those of Chinese do: a short text is too little for
   * the detector. Accents of European languages stand alone among other letters.
   */
  private static boolean isInPairs(byte[] bytes) {
    int even = 0;
    int odd = 0;
    int length = 0;
    for (byte b : bytes) {
      if (b < 0) {
        length++;
      } else if (length > 0) {
        even += length % 2 == 0 ? 1 : 0;
        odd += length % 2;
        length = 0;
      }
    }
    return even > 20 * odd;
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      var _ =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
