package io.kuayu.corpus.validate;

import io.kuayu.corpus.report.BadRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The outcome of one check.
 *
 * @param name of the check and, behind a space, what it concerns, such as {@code text food}
 * @param status how it went
 * @param message one sentence for people
 * @param numbers what was counted, by name
 * @param first the first rows that it concerns
 */
public record Check(
    String name, Status status, String message, Map<String, Double> numbers, List<BadRow> first) {
  public Check {
    numbers = new LinkedHashMap<>(numbers);
    first = List.copyOf(first);
  }

  /** How a check went. */
  public enum Status {
    /** As it should be. */
    PASS,
    /** It works, but people should know. */
    WARN,
    /** It cannot work. */
    FAIL
  }

  static Check of(boolean good, String name, String message, Map<String, Double> numbers) {
    return new Check(name, good ? Status.PASS : Status.WARN, message, numbers, List.of());
  }
}
