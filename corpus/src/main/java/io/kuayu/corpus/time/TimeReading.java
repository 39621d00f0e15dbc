package io.kuayu.corpus.time;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.corpus.time.TimeProfile.Found;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How the times of a source are read.
 *
 * @param form that was recognised; {@code OTHER} where the configuration names the forms
 * @param unit of times that are numbers
 * @param expressions for the unix seconds, the first that reads a text counts
 * @param note what reports tell of it
 */
public record TimeReading(TimeForm form, EpochUnit unit, List<String> expressions, String note) {
  private static final double CLEAR = 0.9;
  private static final long NUMBERS_BESIDE_DATES_FROM = 100_000_000;
  private static final String TEXT = "time_as_text";
  private static final String NUMBER = "time_as_number";

  /** Whether a number is a date of eight digits. */
  private static final String IS_DAY =
      NUMBER
          + " BETWEEN 19000101 AND 21001231 AND "
          + NUMBER
          + " % 10000 BETWEEN 101 AND 1231 AND "
          + NUMBER
          + " % 100 BETWEEN 1 AND 31";

  public TimeReading {
    expressions = List.copyOf(expressions);
  }

  /**
   * The expression for unix seconds, NULL where a text cannot be read.
   *
   * @param text a column of the times, without spaces around them
   * @param number a column of the times as whole numbers, NULL where they are none
   */
  public String seconds(String text, String number) {
    return expressions.stream()
        .map(expression -> expression.replace(TEXT, text).replace(NUMBER, number))
        .collect(Collectors.joining(", ", "coalesce(", ")"));
  }

  /** Whether values of more than 12 decided if the day or the month comes first. */
  public boolean isDayOrMonthFirst() {
    return form.isDayOrMonthFirst();
  }

  /** The reading that a configuration asks for; empty where the form shall be recognised. */
  public static Optional<TimeReading> named(TimeSettings settings) {
    if (settings.written().isEmpty()) {
      return Optional.empty();
    }
    List<String> expressions = new ArrayList<>();
    List<EpochUnit> units =
        settings.formats().stream()
            .filter(EpochUnit.class::isInstance)
            .map(EpochUnit.class::cast)
            .sorted(Comparator.comparingLong(EpochUnit::usualFrom).reversed())
            .toList();
    for (EpochUnit unit : units) {
      String all = unit.seconds(TEXT, NUMBER, settings.isUtc());
      // Of several units, the size of a number tells which is meant.
      expressions.add(
          units.size() == 1
              ? all
              : "CASE WHEN abs(%s) >= %d THEN %s END".formatted(NUMBER, unit.usualFrom(), all));
    }
    settings.formats().stream()
        .filter(format -> !(format instanceof EpochUnit))
        .forEach(format -> expressions.add(format.seconds(TEXT, NUMBER, settings.isUtc())));
    return Optional.of(
        new TimeReading(
            TimeForm.OTHER,
            units.isEmpty() ? EpochUnit.SECONDS : units.getFirst(),
            expressions,
            "times are " + String.join(", ", settings.written())));
  }

  /**
   * Recognises the form.
   *
   * @param whole whether the profile is that of all rows; of a sample, it has to be clear
   * @param subject what the times are, for messages
   * @return empty where the sample is not clear
   * @throws KuayuException where all rows leave open what their times mean
   */
  public static Optional<TimeReading> recognised(
      TimeProfile profile, TimeSettings settings, boolean whole, String subject) {
    TimeForm form = profile.commonest();
    boolean clear = profile.count(form) >= CLEAR * profile.total() && form != TimeForm.OTHER;
    if (!whole && !clear) {
      return Optional.empty();
    }
    if (form == TimeForm.YEAR) {
      throw ambiguous(
          subject, example(profile, form) + " are years or numbers of seconds", "yyyy", "seconds");
    }
    if (form.isDayOrMonthFirst()) {
      return dayOrMonthFirst(profile, form, settings, whole, subject);
    }
    if (!form.patterns().isEmpty() && form != TimeForm.ISO) {
      return Optional.of(patterns(form, form.patterns(), settings));
    }
    return Optional.of(numbersAndDates(profile, form, settings));
  }

  private static Optional<TimeReading> dayOrMonthFirst(
      TimeProfile profile, TimeForm form, TimeSettings settings, boolean whole, String subject) {
    Optional<String> days = Optional.ofNullable(profile.forms().get(form)).flatMap(Found::dayFirst);
    Optional<String> months =
        Optional.ofNullable(profile.forms().get(form)).flatMap(Found::monthFirst);
    if (days.isPresent() != months.isPresent()) {
      return Optional.of(patterns(form, form.patterns(days.isPresent()), settings));
    }
    if (!whole) {
      return Optional.empty();
    }
    String dayFirst = form.patterns(true).getFirst();
    String monthFirst = form.patterns(false).getFirst();
    throw ambiguous(
        subject,
        days.isPresent()
            ? "'%s' has the day first and '%s' the month"
                .formatted(days.get(), months.orElseThrow())
            : example(profile, form) + " have the day or the month first, and no row decides",
        dayFirst,
        monthFirst);
  }

  private static String example(TimeProfile profile, TimeForm form) {
    return "times such as '"
        + Optional.ofNullable(profile.forms().get(form)).map(Found::example).orElse("")
        + "'";
  }

  private static KuayuException ambiguous(String subject, String what, String one, String other) {
    return new KuayuException(
        ErrorCode.AMBIGUOUS_TIMES,
        subject + ": " + what,
        "say which with 'time-format: %s' or 'time-format: %s' beside 'timestamp'"
            .formatted(one, other));
  }

  private static TimeReading patterns(TimeForm form, List<String> patterns, TimeSettings settings) {
    return new TimeReading(
        form,
        EpochUnit.SECONDS,
        patterns.stream()
            .map(pattern -> TimePattern.of(pattern).seconds(TEXT, NUMBER, settings.isUtc()))
            .toList(),
        "times are " + patterns.getFirst());
  }

  /** Numbers and ISO dates may stand side by side: neither can be taken for the other. */
  private static TimeReading numbersAndDates(
      TimeProfile profile, TimeForm form, TimeSettings settings) {
    Optional<Found> numbers = Optional.ofNullable(profile.forms().get(TimeForm.NUMBER));
    EpochUnit unit = EpochUnit.ofSize(numbers.map(Found::median).orElse(0.0));
    String doubtful =
        unit.usualFrom() > 0
            ? "%1$s > 0 AND %1$s < %2$d".formatted(NUMBER, unit.usualFrom())
            : form == TimeForm.ISO
                ? "%s < %d".formatted(NUMBER, NUMBERS_BESIDE_DATES_FROM)
                : IS_DAY;
    return new TimeReading(
        form,
        unit,
        List.of(
            "CASE WHEN %s THEN NULL ELSE %s END"
                .formatted(doubtful, unit.seconds(TEXT, NUMBER, settings.isUtc())),
            IsoFormat.ISO.seconds(TEXT, NUMBER, settings.isUtc())),
        form == TimeForm.NUMBER ? "times are " + unit.word() : "times are dates");
  }
}
