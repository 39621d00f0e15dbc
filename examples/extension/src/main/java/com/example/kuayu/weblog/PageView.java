package com.example.kuayu.weblog;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A view of an item's page.
 *
 * @param visitor who was logged in, otherwise the address of the machine
 * @param item the page without the prefix
 * @param time unix seconds, or the log's own text where that is no time
 */
record PageView(String visitor, String item, String time) {
  /** What stands for a line that is no entry: Kuayu leaves it out and reports its number. */
  static final PageView UNREADABLE = new PageView("", "", "");

  /** The common log format of the Apache HTTP Server, and the combined one. */
  private static final Pattern LINE =
      Pattern.compile("(\\S+) \\S+ (\\S+) \\[([^]]*)] \"(\\S+) ([^ ?\"]+)[^\"]*\" (\\d{3}) \\S+.*");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

  /** The view that a line tells of; empty where it tells of something else. */
  static Optional<PageView> read(String line, String prefix) {
    if (line.isBlank()) {
      return Optional.empty();
    }
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      return Optional.of(UNREADABLE);
    }
    String page = parts.group(5);
    boolean isView =
        parts.group(4).equals("GET")
            && (parts.group(6).startsWith("2") || parts.group(6).equals("304"))
            && page.startsWith(prefix)
            && page.length() > prefix.length();
    if (!isView) {
      return Optional.empty();
    }
    String visitor = parts.group(2).equals("-") ? parts.group(1) : parts.group(2);
    return Optional.of(
        new PageView(visitor, page.substring(prefix.length()), time(parts.group(3))));
  }

  private static String time(String text) {
    try {
      return String.valueOf(OffsetDateTime.parse(text, TIME).toEpochSecond());
    } catch (DateTimeParseException e) {
      return text;
    }
  }
}
