package io.kuayu.corpus.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The beginning of a file, by which its format is recognised.
 *
 * @param name the file's name in lower case without {@code .gz} or {@code .zst}
 * @param compression how it is packed
 * @param marked whether it begins with a byte order mark
 * @param lines its first whole lines, at most {@value #LINES}; bytes that are no UTF-8 are replaced
 * @param separator what a line before them, as Excel writes it, says to stand between values
 */
public record FileSample(
    String name,
    Compression compression,
    boolean marked,
    List<String> lines,
    Optional<String> separator) {
  private static final int BYTES = 1 << 18;
  private static final int LINES = 50;
  private static final Pattern SEPARATOR = Pattern.compile("(?i)\"?sep=(.)\"?");

  /** Reads the beginning of a file. */
  static FileSample of(FileSource file) {
    Path path = file.content();
    try {
      Compression compression = Compression.of(path);
      byte[] bytes;
      try (InputStream in = compression.open(path)) {
        bytes = in.readNBytes(BYTES);
      }
      if (isUtf16(bytes)) {
        throw file.misencoded("it is UTF-16 by its first bytes");
      }
      Container.refuse(file, bytes);
      String text = new String(bytes, StandardCharsets.UTF_8);
      boolean marked = text.startsWith("\ufeff");
      String unmarked = marked ? text.substring(1) : text;
      List<String> lines = unmarked.lines().limit(LINES).toList();
      boolean cut = bytes.length == BYTES && lines.size() < LINES && lines.size() > 1;
      List<String> whole = cut ? lines.subList(0, lines.size() - 1) : lines;
      Optional<String> separator =
          whole.stream()
              .findFirst()
              .map(SEPARATOR::matcher)
              .filter(Matcher::matches)
              .map(found -> found.group(1));
      return new FileSample(
          compression.plainName(file.path()),
          compression,
          marked,
          separator.isPresent() ? whole.subList(1, whole.size()) : whole,
          separator);
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }

  /** Whether the bytes begin with a byte order mark of UTF-16. */
  public static boolean isUtf16(byte[] bytes) {
    return bytes.length >= 2
        && ((bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe)
            || (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff));
  }

  public String firstLine() {
    return lines.isEmpty() ? "" : lines.getFirst();
  }
}
