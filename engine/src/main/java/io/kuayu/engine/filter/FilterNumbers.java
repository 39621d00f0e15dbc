package io.kuayu.engine.filter;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Decimal numbers in attributes and filters. */
final class FilterNumbers {
  private static final int MAX_LENGTH = 40;
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*+|\\.\\d++)([eE][+-]?\\d{1,3})?");

  private FilterNumbers() {}

  /** Parses a text as a number; empty where it is not one. */
  static OptionalDouble read(String text) {
    String stripped = text.strip();
    return stripped.length() <= MAX_LENGTH && NUMBER.matcher(stripped).matches()
        ? OptionalDouble.of(Double.parseDouble(stripped))
        : OptionalDouble.empty();
  }
}
