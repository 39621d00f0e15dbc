package io.kuayu.corpus.source;

import java.util.List;
import java.util.Optional;

/**
 * What a repair of a source left.
 *
 * @param readable the rows without the broken records
 * @param count number of broken records
 * @param misencoded how many of them are no text in the encoding of the source
 * @param first the first of them
 */
public record Repair(SourceRelation readable, long count, long misencoded, List<Broken> first) {
  public Repair {
    first = List.copyOf(first);
  }

  /** A repair of a source that has no encoding. */
  public Repair(SourceRelation readable, long count, List<Broken> first) {
    this(readable, count, 0, first);
  }

  /**
   * A record that cannot be read.
   *
   * @param position where it begins
   * @param reason what is wrong with it
   * @param text its beginning
   * @param file which of the files of a source; empty for a source that is one
   */
  public record Broken(long position, String reason, String text, Optional<String> file) {
    /** A record of a source that is one file. */
    public Broken(long position, String reason, String text) {
      this(position, reason, text, Optional.empty());
    }

    /** The same record as one of a named file. */
    public Broken in(String named) {
      return new Broken(position, reason, text, Optional.of(named));
    }
  }
}
