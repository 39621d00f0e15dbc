package io.kuayu.cli.command.recommend;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Cuts a stream of lines into chunks of whole lines, so that several threads can read them. */
final class LineChunks {
  private static final int SIZE = 1 << 20;
  private static final int MAX_LINE_BYTES = 256 << 20;

  private final InputStream in;
  private byte[] rest = {};
  private long line = 1;

  LineChunks(InputStream in) {
    this.in = in;
  }

  /** The next chunk, empty at the end. */
  Optional<Chunk> next() throws IOException {
    byte[] bytes = Arrays.copyOf(rest, Math.max(SIZE, 2 * rest.length));
    int length = rest.length;
    while (true) {
      int read = in.readNBytes(bytes, length, bytes.length - length);
      boolean ended = read < bytes.length - length;
      length += read;
      int end = ended ? length : afterLastBreak(bytes, length);
      if (end > 0 || ended) {
        rest = Arrays.copyOfRange(bytes, end, length);
        Chunk chunk = new Chunk(bytes, end, line);
        line += chunk.breaks();
        return end == 0 ? Optional.empty() : Optional.of(chunk);
      }
      if (length >= MAX_LINE_BYTES) {
        throw new KuayuException(
            ErrorCode.BAD_ROWS,
            "line " + line + " is longer than " + MAX_LINE_BYTES + " bytes",
            "cut the file into lines");
      }
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
  }

  private static int afterLastBreak(byte[] bytes, int length) {
    int end = length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  /** Consumer of lines. */
  @FunctionalInterface
  interface LineReader {
    /**
     * Processes the bytes of a line.
     *
     * @param line its number in the file, from 1
     * @param from offset of its first byte
     * @param length number of its bytes, without the line break
     */
    void read(long line, int from, int length);
  }

  /**
   * A chunk of whole lines.
   *
   * @param bytes shared: do not write to it
   * @param length number of valid bytes
   * @param firstLine number of its first line in the file, from 1
   */
  @SuppressWarnings("ArrayRecordComponent") // a view that is never compared
  record Chunk(byte[] bytes, int length, long firstLine) {
    /** Calls the reader for each line that is not blank. */
    void forEachLine(LineReader reader) {
      long number = firstLine;
      int from = 0;
      for (int index = 0; index <= length; index++) {
        if (index == length || bytes[index] == '\n') {
          if (!isBlank(from, index)) {
            reader.read(number, from, index - from);
          }
          from = index + 1;
          number++;
        }
      }
    }

    private int breaks() {
      int count = 0;
      for (int index = 0; index < length; index++) {
        if (bytes[index] == '\n') {
          count++;
        }
      }
      return count;
    }

    private boolean isBlank(int from, int to) {
      for (int index = from; index < to; index++) {
        if (bytes[index] > ' ' || bytes[index] < 0) {
          return false;
        }
      }
      return true;
    }
  }
}
