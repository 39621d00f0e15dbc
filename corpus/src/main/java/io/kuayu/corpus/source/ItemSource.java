package io.kuayu.corpus.source;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A source of items: each row describes one item. It needs a column for the id; columns for the
 * title and the text are found by their usual names, by {@linkplain SourceRelation#roles role}, or
 * by the configuration.
 */
public interface ItemSource extends RowSource {
  /** The folder at which its rows' names of files start; empty where it lies in none. */
  default Optional<Path> folder() {
    return Optional.empty();
  }
}
