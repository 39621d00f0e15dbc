package io.kuayu.corpus.source;

import java.util.Optional;

/**
 * Where a row is found.
 *
 * @param file which of the files of a source; empty for a source that is one
 * @param position in it, such as a line
 */
public record RowPlace(Optional<String> file, long position) {}
