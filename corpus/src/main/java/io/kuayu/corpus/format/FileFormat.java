package io.kuayu.corpus.format;

import io.kuayu.corpus.database.Database;

/** A format of files, found by {@link java.util.ServiceLoader}. Stateless. */
public interface FileFormat {
  /** The name by which a configuration asks for it. */
  String name();

  /** Whether a file is of this format, by its name and its first lines. */
  boolean recognises(FileSample sample);

  /**
   * Opens a file of this format.
   *
   * @param database for looking into the file; nothing is kept in it
   */
  Table open(FileSource file, FileSample sample, Database database);
}
