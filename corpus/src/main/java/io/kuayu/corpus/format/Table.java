package io.kuayu.corpus.format;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file opened as a table: what its columns are and how SQL reads them. */
public interface Table {
  /** The name of its format, for people. */
  String format();

  /** Names of the columns that it has. */
  List<String> columns();

  /**
   * The SQL that gives some of its columns, in the order of the file's records, for use after FROM.
   * Text files give every value as text.
   *
   * @param used names out of {@link #columns()}
   */
  String relation(Collection<String> used);

  /**
   * As {@link #relation}, but what cannot be read is passed over in silence: for looking into a
   * file.
   */
  String lenient(Collection<String> used);

  /** Whether DuckDB can read the file only as {@link Records#repair} rewrites it. */
  default boolean needsRewriting() {
    return false;
  }

  /** Which columns play which role where the configuration does not say it. */
  Map<ColumnRole, List<String>> mapping();

  /** Its records one by one, for line numbers and repair; empty where the format has no lines. */
  Optional<Records> records();

  /**
   * The same table over a copy of its file, as {@link Records#repair} writes it.
   *
   * @throws UnsupportedOperationException where there are no {@link #records()}
   */
  Table over(Path copy);
}
