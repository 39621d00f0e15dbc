package io.kuayu.media;

/** Reads the header of one format. */
interface HeaderParser {
  /** Whether the file begins as this format does. */
  boolean recognises(MediaBytes file);

  /**
   * The header. Costs a walk over the blocks of the file at most, and no memory.
   *
   * @throws InvalidMediaException where the header is damaged, or the file was cut
   */
  MediaHeader parse(MediaBytes file) throws InvalidMediaException;
}
