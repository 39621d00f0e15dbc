package io.kuayu.corpus.source;

import java.util.List;

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
   */
  public record Broken(long position, String reason, String text) {}
}
