package io.kuayu.corpus.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Records of a delimited file. A quoted value may span lines. Where a quote is never closed, or
 * something follows a closed one, only the line on which the record begins is given up: reading
 * goes on with the next line.
 */
public final class DelimitedShape implements RecordShape {
  private static final int MOST_LINES = 1_000;
  private static final int MOST_BYTES = 1_900_000;

  private final Dialect dialect;
  private final byte[] delimiter;
  private final int columns;
  private final boolean utf8;

  DelimitedShape(Dialect dialect, int columns) {
    this.dialect = dialect;
    this.delimiter = dialect.delimiter().getBytes(StandardCharsets.UTF_8);
    this.columns = columns;
    this.utf8 = dialect.isUtf8();
  }

  /** The values of a record that stands on one line. */
  public static List<String> split(byte[] line, Dialect dialect) {
    Charset charset = dialect.isUtf8() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    DelimitedShape shape = new DelimitedShape(dialect, 0);
    Fields fields = shape.new Fields(charset);
    fields.read(line);
    fields.end();
    return fields.values;
  }

  @Override
  public int headers() {
    return dialect.header() ? 1 : 0;
  }

  @Override
  public Optional<TextRecord> next(PhysicalLines lines) throws IOException {
    Optional<PhysicalLines.Line> first = lines.next();
    if (dialect.announced() && first.filter(line -> line.number() == 1).isPresent()) {
      first = lines.next();
    }
    while (first.isPresent() && first.get().isEmpty() && columns > 1) {
      first = lines.next();
    }
    if (first.isEmpty()) {
      return Optional.empty();
    }
    List<PhysicalLines.Line> spanned = new ArrayList<>();
    Fields fields = new Fields();
    Optional<PhysicalLines.Line> line = first;
    int bytes = 0;
    while (true) {
      spanned.add(line.get());
      bytes += line.get().bytes().length;
      fields.read(line.get().bytes());
      if (!fields.isOpen() || spanned.size() == MOST_LINES || bytes > MOST_BYTES) {
        break;
      }
      line = lines.next();
      if (line.isEmpty()) {
        break;
      }
    }
    Optional<String> broken = judge(fields, spanned, bytes);
    if (broken.isPresent()) {
      lines.giveBackAfterFirst(spanned);
      spanned = spanned.subList(0, 1);
    }
    return Optional.of(new TextRecord(spanned, broken));
  }

  private Optional<String> judge(Fields fields, List<PhysicalLines.Line> spanned, int bytes) {
    if (fields.isOpen() && bytes <= MOST_BYTES) {
      return Optional.of("a quote is opened and never closed");
    }
    if (bytes > MOST_BYTES) {
      return Optional.of("longer than " + MOST_BYTES + " bytes");
    }
    if (fields.dirty) {
      return Optional.of("text follows a closing quote");
    }
    fields.end();
    if (fields.count != columns) {
      return Optional.of(fields.count + " columns instead of " + columns);
    }
    if (utf8 && !spanned.stream().allMatch(line -> isUtf8(line.bytes()))) {
      return Optional.of(NOT_UTF8);
    }
    return Optional.empty();
  }

  static boolean isUtf8(byte[] bytes) {
    boolean ascii = true;
    for (byte b : bytes) {
      ascii &= b >= 0;
    }
    if (ascii) {
      return true;
    }
    try {
      var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** The automaton over the values of one record. */
  private final class Fields {
    private final List<String> values = new ArrayList<>();
    private final ByteArrayOutputStream value = new ByteArrayOutputStream();
    private final Optional<Charset> keep;
    private final int quote =
        dialect.quote().isEmpty() ? Integer.MIN_VALUE : dialect.quote().charAt(0);
    private boolean open;
    private boolean begun;
    private boolean closed;
    private boolean dirty;
    private int count;

    Fields() {
      keep = Optional.empty();
    }

    Fields(Charset charset) {
      keep = Optional.of(charset);
    }

    boolean isOpen() {
      return open;
    }

    void read(byte[] line) {
      if (open) {
        take((byte) '\n');
      }
      for (int at = 0; at < line.length; at++) {
        byte b = line[at];
        if (open) {
          if (b != quote) {
            take(b);
          } else if (at + 1 < line.length && line[at + 1] == quote) {
            take(b);
            at++;
          } else {
            open = false;
            closed = true;
          }
        } else if (delimits(line, at)) {
          end();
          at += delimiter.length - 1;
        } else if (b == quote && !begun && !closed) {
          open = true;
          begun = true;
        } else {
          dirty |= closed;
          take(b);
        }
      }
    }

    void end() {
      keep.ifPresent(charset -> values.add(value.toString(charset)));
      value.reset();
      count++;
      begun = false;
      closed = false;
    }

    private void take(byte b) {
      begun = true;
      if (keep.isPresent()) {
        value.write(b);
      }
    }

    private boolean delimits(byte[] line, int at) {
      if (at + delimiter.length > line.length) {
        return false;
      }
      for (int i = 0; i < delimiter.length; i++) {
        if (line[at + i] != delimiter[i]) {
          return false;
        }
      }
      return true;
    }
  }
}
