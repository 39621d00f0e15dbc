package io.kuayu.corpus.time;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The forms that are recognised without the configuration naming them, each told from the others by
 * its characters.
 */
enum TimeForm {
  DAY_DIGITS("(19|20)\\d\\d(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])", "yyyyMMdd"),
  MINUTE_DIGITS(
      "(19|20)\\d\\d(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])([01]\\d|2[0-3])[0-5]\\d", "yyyyMMddHHmm"),
  SECOND_DIGITS(
      "(19|20)\\d\\d(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])([01]\\d|2[0-3])[0-5]\\d[0-5]\\d",
      "yyyyMMddHHmmss"),
  YEAR("(19|20)\\d\\d", "yyyy"),
  NUMBER("[+-]?\\d+(\\.\\d*)?([eE][+-]?\\d+)?", ""),
  DOTTED(
      "\\d{1,2}\\.\\d{1,2}\\.\\d{4}([ T]\\d{1,2}:\\d{2}(:\\d{2})?)?",
      "d.M.yyyy", "d.M.yyyy H:mm", "d.M.yyyy H:mm:ss", "d.M.yyyy'T'H:mm", "d.M.yyyy'T'H:mm:ss"),
  SLASHED("\\d{1,2}/\\d{1,2}/\\d{4}( \\d{1,2}:\\d{2}(:\\d{2})?( ?[AaPp][Mm])?)?", ""),
  DASHED("\\d{1,2}-\\d{1,2}-\\d{4}( \\d{1,2}:\\d{2}(:\\d{2})?( ?[AaPp][Mm])?)?", ""),
  ISO("\\d{4}[-/ ]\\d{1,2}[-/ ]\\d{1,2}([ T].*)?", IsoFormat.NAME),
  RFC_1123(
      "([A-Z][a-z]{2}, )?\\d{1,2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} (GMT|UTC|[+-]\\d{4})",
      "[EEE, ]d MMM yyyy HH:mm:ss z", "[EEE, ]d MMM yyyy HH:mm:ss Z"),
  OTHER("", "");

  private final String expression;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<String> patterns;

  TimeForm(String expression, String... patterns) {
    this.expression = expression;
    this.patterns = List.of(patterns);
  }

  /** The SQL expression for the name of the form of a text. */
  static String of(String text) {
    return Arrays.stream(values())
        .filter(form -> form != OTHER)
        .map(
            form ->
                "WHEN regexp_full_match(%s, '%s') THEN '%s'"
                    .formatted(text, form.expression, form.name()))
        .collect(Collectors.joining(" ", "CASE ", " ELSE '" + OTHER.name() + "' END"));
  }

  /** What {@code time-format} would call it; empty if it depends on more than the form. */
  List<String> patterns() {
    return patterns.stream().filter(pattern -> !pattern.isEmpty()).toList();
  }

  /** Whether a day and a month stand in an order that only values of more than 12 tell. */
  boolean isDayOrMonthFirst() {
    return this == SLASHED || this == DASHED;
  }

  /** Patterns with the day or the month first. */
  List<String> patterns(boolean dayFirst) {
    String mark = this == SLASHED ? "/" : "-";
    String date = dayFirst ? "d" + mark + "M" + mark + "yyyy" : "M" + mark + "d" + mark + "yyyy";
    return List.of(date, date + " H:mm", date + " H:mm:ss", date + " h:mm a", date + " h:mm:ss a");
  }
}
