package io.kuayu.corpus.time;

import io.kuayu.corpus.database.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A pattern of {@code java.time}, translated to the formats of DuckDB's {@code strptime}. The
 * letters of dates, times and offsets are known; names of months and days are English. A year of
 * two digits is one of 1969 to 2068.
 *
 * @param pattern as it is written
 * @param alternatives its formats, one for each choice of optional parts
 */
record TimePattern(String pattern, List<StrptimeFormat> alternatives) implements TimeFormat {
  TimePattern {
    alternatives = List.copyOf(alternatives);
  }

  /**
   * Translates a pattern.
   *
   * @throws IllegalArgumentException with what is wrong with it
   */
  static TimePattern of(String pattern) {
    List<StrptimeFormat> formats = new ArrayList<>();
    for (String one : withoutOptionals(pattern)) {
      StrptimeFormat format = StrptimeFormat.of(one);
      formats.add(format);
      if (format.hasOffset() && one.contains("X")) {
        formats.add(format.withZulu());
      }
    }
    return new TimePattern(pattern, formats);
  }

  @Override
  public String seconds(String text, String number, boolean utc) {
    return alternatives.stream()
        .map(format -> seconds(format, text, utc))
        .collect(Collectors.joining(", ", "coalesce(", ")"));
  }

  private static String seconds(StrptimeFormat format, String text, boolean utc) {
    String read =
        "try_strptime(%s, %s)"
            .formatted(
                format.length().isPresent()
                    ? "CASE WHEN length(%1$s) = %2$d THEN %1$s END"
                        .formatted(text, format.length().getAsInt())
                    : text,
                Sql.text(format.format()));
    // Without a zone, DuckDB takes the seconds of the local time as if it were UTC.
    boolean plain = utc || format.hasOffset() || format.zulu();
    return "TRY_CAST(floor(epoch(%s)) AS BIGINT)"
        .formatted(plain ? read : "CAST(" + read + " AS TIMESTAMPTZ)");
  }

  /** The pattern with and without its optional parts, which stand in brackets. */
  private static List<String> withoutOptionals(String pattern) {
    int open = unquoted(pattern, '[', 0);
    if (open < 0) {
      if (unquoted(pattern, ']', 0) >= 0) {
        throw new IllegalArgumentException("closes a bracket that it does not open");
      }
      return List.of(pattern);
    }
    int depth = 1;
    int end = open;
    while (depth > 0) {
      int opens = unquoted(pattern, '[', end + 1);
      int closes = unquoted(pattern, ']', end + 1);
      if (closes < 0) {
        throw new IllegalArgumentException("opens a bracket that it does not close");
      }
      boolean inner = opens >= 0 && opens < closes;
      depth += inner ? 1 : -1;
      end = inner ? opens : closes;
    }
    List<String> all = new ArrayList<>();
    String before = pattern.substring(0, open);
    String rest = pattern.substring(end + 1);
    all.addAll(withoutOptionals(before + pattern.substring(open + 1, end) + rest));
    all.addAll(withoutOptionals(before + rest));
    return all;
  }

  private static int unquoted(String pattern, char wanted, int from) {
    boolean quoted = false;
    for (int at = 0; at < pattern.length(); at++) {
      char c = pattern.charAt(at);
      if (c == '\'') {
        quoted = !quoted;
      } else if (c == wanted && !quoted && at >= from) {
        return at;
      }
    }
    return -1;
  }
}
