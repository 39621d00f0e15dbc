package io.kuayu.corpus.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The lines of a file with their numbers, from 1. Lines can be given back and are read again. */
class PhysicalLines {
  private final InputStream in;
  private final byte[] buffer = new byte[1 << 17];
  private final Deque<Line> returned = new ArrayDeque<>();
  private int position;
  private int limit;
  private long number;

  PhysicalLines(InputStream in) {
    this.in = in;
  }

  /** A line without its line feed and carriage return. */
  static final class Line {
    private final long number;
    private final byte[] bytes;

    Line(long number, byte[] bytes) {
      this.number = number;
      this.bytes = bytes;
    }

    /** Its number, from 1. */
    long number() {
      return number;
    }

    /** Its bytes; shared, not to be written to. */
    byte[] bytes() {
      return bytes;
    }

    /** A line of the same number that reads otherwise. */
    Line with(byte[] others) {
      return new Line(number, others);
    }

    boolean isEmpty() {
      return bytes.length == 0;
    }
  }

  /** The next line, empty at the end of the file. */
  Optional<Line> next() throws IOException {
    return returned.isEmpty() ? read() : Optional.of(returned.pop());
  }

  /** Gives lines back, all but the first of them. */
  void giveBackAfterFirst(List<Line> lines) {
    for (Line line : new ArrayList<>(lines.subList(1, lines.size())).reversed()) {
      returned.push(line);
    }
  }

  /** Reads on in the file. */
  Optional<Line> read() throws IOException {
    byte[] begun = new byte[0];
    boolean any = false;
    while (fill()) {
      any = true;
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      int length = begun.length;
      begun = Arrays.copyOf(begun, length + end - position);
      System.arraycopy(buffer, position, begun, length, end - position);
      position = end;
      if (end < limit) {
        position++;
        break;
      }
    }
    if (!any) {
      return Optional.empty();
    }
    number++;
    return Optional.of(new Line(number, trimmed(begun)));
  }

  private boolean fill() throws IOException {
    if (position == limit) {
      position = 0;
      limit = Math.max(0, in.read(buffer));
    }
    return limit > 0;
  }

  private byte[] trimmed(byte[] line) {
    int from =
        number == 1
                && line.length >= 3
                && line[0] == (byte) 0xef
                && line[1] == (byte) 0xbb
                && line[2] == (byte) 0xbf
            ? 3
            : 0;
    int to = line.length > from && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
    return from == 0 && to == line.length ? line : Arrays.copyOfRange(line, from, to);
  }
}
