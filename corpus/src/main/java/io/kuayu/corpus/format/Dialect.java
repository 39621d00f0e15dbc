package io.kuayu.corpus.format;

import java.util.Optional;

/**
 * How a delimited file is written.
 *
 * @param delimiter what stands between values, one character or {@code ::}
 * @param quote what encloses values, doubled inside them; empty for nothing
 * @param header whether the first record names the columns
 * @param encoding of the bytes as DuckDB names it, empty for UTF-8
 * @param announced whether a line such as {@code sep=;} stands before all records
 */
public record Dialect(
    String delimiter, String quote, boolean header, Optional<String> encoding, boolean announced) {
  /** A dialect of a file that begins with its records. */
  public Dialect(String delimiter, String quote, boolean header, Optional<String> encoding) {
    this(delimiter, quote, header, encoding, false);
  }

  /** The dialect that the configuration asks for, with what is usual for the format. */
  static Dialect of(FileSource file, String delimiter, String quote) {
    return new Dialect(
        file.delimiter().orElse(delimiter),
        file.quote().orElse(quote),
        file.header().orElse(file.columns().isEmpty()),
        file.databaseEncoding());
  }

  /** The same, where the first line of a file may say what stands between values. */
  Dialect announcedBy(FileSource file, FileSample sample) {
    return sample
        .separator()
        .map(mark -> new Dialect(file.delimiter().orElse(mark), quote, header, encoding, true))
        .orElse(this);
  }

  /** The dialect of a copy of the records alone. */
  Dialect ofRecords() {
    return new Dialect(delimiter, quote, header, encoding);
  }

  boolean isUtf8() {
    return encoding.isEmpty() || encoding.get().equals(FileSource.UTF8);
  }

  Dialect withoutHeader() {
    return new Dialect(delimiter, quote, false, encoding, announced);
  }

  public Dialect encoded(String usual) {
    return new Dialect(delimiter, quote, header, encoding.or(() -> Optional.of(usual)), announced);
  }
}
