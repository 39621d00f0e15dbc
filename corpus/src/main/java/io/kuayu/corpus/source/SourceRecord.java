package io.kuayu.corpus.source;

import java.util.List;

/**
 * One row of a source that delivers records.
 *
 * @param position a number by which people find the record again: an offset, a key, a line; reports
 *     show it for bad rows
 * @param values one for each column; the empty text where the record has none
 */
public record SourceRecord(long position, List<String> values) {
  public SourceRecord {
    values = List.copyOf(values);
  }
}
