package io.kuayu.core;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes a catalogue as Parquet, in the order of its ordinals, with the columns {@code ordinal}
 * (int32), {@code domain}, {@code id}, {@code title}, {@code text} and {@code attributes} (a JSON
 * object), and {@code media} (see {@link io.kuayu.core.content.ContentLines}) where an item has
 * contents besides its text. Found by {@link java.util.ServiceLoader}: whoever writes needs a
 * database for it, whoever reads what was written does not, and should not have to carry one.
 */
public interface CatalogueWriter {
  /**
   * Writes a new file.
   *
   * @throws IOException where it cannot be written
   */
  void write(Catalogue catalogue, Path file) throws IOException;
}
