package io.kuayu.corpus.split;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * Reads moments as people write them: unix seconds, a date, or a date with time; UTC by default.
 */
public final class TimestampParser {
  private static final List<ToLongFunction<String>> FORMS =
      List.of(
          Long::parseLong,
          text -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toEpochSecond(),
          text -> OffsetDateTime.parse(text).toEpochSecond(),
          text -> LocalDateTime.parse(text.replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC));

  private TimestampParser() {}

  /** Unix seconds, empty where the text is no moment. */
  public static OptionalLong parse(String text) {
    for (ToLongFunction<String> form : FORMS) {
      try {
        return OptionalLong.of(form.applyAsLong(text.trim()));
      } catch (NumberFormatException | DateTimeException e) {
        // The next form may fit.
      }
    }
    return OptionalLong.empty();
  }

  /** The moment for people. */
  public static String tell(long seconds) {
    return Instant.ofEpochSecond(seconds).toString();
  }
}
