package io.kuayu.corpus.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Where the records of a text file begin and end, and which of them are broken. */
interface RecordShape {
  /** What is wrong with a record whose bytes are no text. */
  String NOT_UTF8 = "not UTF-8";

  /** The next record, empty at the end of the file. */
  Optional<TextRecord> next(PhysicalLines lines) throws IOException;

  /** The lines of a file, or what this shape reads in their place. */
  default PhysicalLines lines(InputStream in) {
    return new PhysicalLines(in);
  }

  /** Number of records at the beginning that hold no data. */
  int headers();

  /** Number of rows of the table that a whole record makes. */
  default int rows(TextRecord record) {
    return 1;
  }

  /**
   * The same records, which hold as many rows as that says.
   *
   * @param rows of a whole record
   */
  default RecordShape counting(ToIntFunction<TextRecord> rows) {
    return new CountedRecords(this, rows);
  }

  /**
   * A record of a file.
   *
   * @param lines the lines that it spans; a broken one spans one line
   * @param broken what is wrong with it, empty where it is whole
   */
  record TextRecord(List<PhysicalLines.Line> lines, Optional<String> broken) {
    public TextRecord {
      lines = List.copyOf(lines);
    }

    long firstLine() {
      return lines.getFirst().number();
    }
  }
}
