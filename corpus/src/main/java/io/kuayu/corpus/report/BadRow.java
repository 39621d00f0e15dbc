package io.kuayu.corpus.report;

/**
 * A record of a file that a rule concerns.
 *
 * @param file its path
 * @param line where it begins, from 1; for Parquet the number of the row, from 1; 0 where the
 *     record has no place in a file
 * @param detail what was found there
 */
public record BadRow(String file, long line, String detail) {
  @Override
  public String toString() {
    return (line == 0 ? file : file + ":" + line) + (detail.isEmpty() ? "" : "  " + detail);
  }
}
