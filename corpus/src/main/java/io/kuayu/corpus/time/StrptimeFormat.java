package io.kuayu.corpus.time;

import java.util.OptionalInt;
import java.util.Set;

/**
 * A format of DuckDB's {@code strptime}.
 *
 * @param format the format
 * @param length of every text of this format; empty if lengths differ
 * @param hasOffset whether it reads an offset from UTC or a zone
 * @param zulu whether it ends with a Z that stands for UTC
 */
record StrptimeFormat(String format, OptionalInt length, boolean hasOffset, boolean zulu) {
  private static final String OFFSET = "%z";

  /**
   * Translates a pattern of {@code java.time} without optional parts.
   *
   * @throws IllegalArgumentException with what is wrong with it
   */
  static StrptimeFormat of(String pattern) {
    Translation translation = new Translation();
    int at = 0;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      int end = at + 1;
      if (c == '\'') {
        end = pattern.indexOf('\'', at + 1) + 1;
        if (end == 0) {
          throw new IllegalArgumentException("opens a quote that it does not close");
        }
        translation.literal(end == at + 2 ? "'" : pattern.substring(at + 1, end - 1));
      } else if (Character.isLetter(c)) {
        while (end < pattern.length() && pattern.charAt(end) == c) {
          end++;
        }
        translation.field(c, end - at);
      } else {
        translation.literal(String.valueOf(c));
      }
      at = end;
    }
    return translation.format();
  }

  /** The same with the letter Z instead of the offset. */
  StrptimeFormat withZulu() {
    return new StrptimeFormat(format.replace(OFFSET, "Z"), OptionalInt.empty(), false, true);
  }

  /** A format as it grows. */
  private static final class Translation {
    private static final Set<Character> DATES = Set.of('y', 'u', 'd', 'M', 'L');

    private final StringBuilder format = new StringBuilder();
    private int length;
    private boolean fixed = true;
    private boolean offset;
    private boolean dated;

    void literal(String text) {
      format.append(text.replace("%", "%%"));
      length += text.length();
    }

    void field(char letter, int count) {
      dated |= DATES.contains(letter);
      switch (letter) {
        case 'y', 'u' -> add(count == 2 ? "%y" : "%Y", count == 2 ? 2 : 4);
        case 'M', 'L' -> {
          if (count > 2) {
            name(count == 3 ? "%b" : "%B");
          } else {
            number("%m", count);
          }
        }
        case 'd' -> number("%d", count);
        case 'H' -> number("%H", count);
        case 'h' -> number("%I", count);
        case 'm' -> number("%M", count);
        case 's' -> number("%S", count);
        case 'S' -> add(count > 6 ? "%n" : "%f", count);
        case 'a' -> name("%p");
        case 'E' -> name(count == 4 ? "%A" : "%a");
        case 'X', 'x', 'Z' -> {
          offset = true;
          name(OFFSET);
        }
        case 'z' -> {
          offset = true;
          name("%Z");
        }
        default ->
            throw new IllegalArgumentException(
                "has the letter '" + letter + "', which is not known here");
      }
    }

    StrptimeFormat format() {
      if (!dated) {
        throw new IllegalArgumentException("tells no date");
      }
      return new StrptimeFormat(
          format.toString(), fixed ? OptionalInt.of(length) : OptionalInt.empty(), offset, false);
    }

    private void number(String specifier, int count) {
      fixed &= count == 2;
      add(specifier, count);
    }

    private void name(String specifier) {
      fixed = false;
      add(specifier, 0);
    }

    private void add(String specifier, int width) {
      format.append(specifier);
      length += width;
    }
  }
}
