package io.kuayu.corpus.report;

import java.util.List;

/**
 * What became of a file.
 *
 * @param domain whose it is; empty where it is one of all domains
 * @param kind {@code items}, {@code events} or {@code friends}
 * @param file its path
 * @param format as recognised or named
 * @param read rows that its {@code where} let through, broken lines among them
 * @param used rows that stayed
 * @param notes what was found out about it, such as the unit of its times
 */
public record SourceOutcome(
    String domain,
    String kind,
    String file,
    String format,
    long read,
    long used,
    List<String> notes) {
  public SourceOutcome {
    notes = List.copyOf(notes);
  }
}
