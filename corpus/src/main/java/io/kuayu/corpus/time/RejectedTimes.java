package io.kuayu.corpus.time;

import java.util.Optional;

/** Tells what rejected times look like, and how they can be read. */
public final class RejectedTimes {
  private static final double MILLISECONDS_FROM = 1e11;

  private RejectedTimes() {}

  /**
   * The query for the kinds of some rejected times: {@code form}, {@code large}, how many there are
   * and the first row id.
   *
   * @param column of the times, as text
   * @param relation a table, and a condition behind it
   */
  public static String query(String column, String relation) {
    String text = "trim(" + column + ")";
    return "SELECT %s AS form, coalesce(TRY_CAST(%s AS DOUBLE) >= %s, false) AS large, count(*) AS rows, min(rowid) AS row FROM %s GROUP BY ALL ORDER BY row"
        .formatted(TimeForm.of(text), text, MILLISECONDS_FROM, relation);
  }

  /**
   * What is to be said of times that cannot be read.
   *
   * @param form of these times
   * @param reading by which they were read
   */
  public static Remark unreadable(String form, TimeReading reading, TimeSettings settings) {
    TimeForm rejected = TimeForm.valueOf(form);
    if (!settings.written().isEmpty()) {
      return new Remark(
          "in none of the forms of 'time-format'", "add the form of these to 'time-format'");
    }
    if (rejected == TimeForm.NUMBER || rejected == TimeForm.YEAR) {
      return reading.unit().usualFrom() > 0
          ? new Remark(
              "too small for " + reading.unit().word(),
              "set 'time-format: [seconds, %s]' beside 'timestamp' where both units occur"
                  .formatted(reading.unit().word()))
          : new Remark(
              "a number among dates",
              "list every form in 'time-format' beside 'timestamp', such as [iso, seconds]");
    }
    if (rejected.isDayOrMonthFirst()) {
      return listEvery(rejected.patterns(true).getFirst());
    }
    return rejected.patterns().isEmpty() || reading.form() == rejected
        ? new Remark(
            "of no form that is recognised",
            "name it with 'time-format' beside 'timestamp', such as dd.MM.yyyy HH:mm")
        : listEvery(rejected.patterns().getFirst());
  }

  /** What is to be said of times outside of the range, if anything. */
  public static Optional<Remark> outOfRange(boolean large, TimeReading reading) {
    return large && reading.unit() == EpochUnit.SECONDS
        ? Optional.of(
            new Remark(
                "too large for seconds and looks like milliseconds",
                "set 'time-format: [seconds, milliseconds]' beside 'timestamp' where both units"
                    + " occur"))
        : Optional.empty();
  }

  private static Remark listEvery(String pattern) {
    return new Remark(
        "written as " + pattern + ", unlike the others",
        "list every form in 'time-format' beside 'timestamp', " + pattern + " among them");
  }

  /**
   * A remark on rejected times.
   *
   * @param what they are, behind "is"
   * @param remedy what to do
   */
  public record Remark(String what, String remedy) {}
}
