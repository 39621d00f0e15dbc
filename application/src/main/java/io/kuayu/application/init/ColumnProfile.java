package io.kuayu.application.init;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What the rows of a sample hold in one column.
 *
 * @param name of the column
 * @param counts how often each value occurs; empty values left out
 * @param rows of the sample
 * @param filled rows with a value
 */
record ColumnProfile(String name, Map<String, Integer> counts, long rows, long filled) {
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+([.,]\\d+)?([eE][+-]?\\d+)?");
  private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");
  private static final Pattern COMMA = Pattern.compile("[+-]?(\\d+|\\d{1,3}(\\.\\d{3})+),\\d{1,6}");
  private static final Pattern POINT = Pattern.compile("[+-]?\\d+\\.\\d{1,4}");
  private static final Pattern URL =
      Pattern.compile("(https?:)?//\\S+|\\S+\\.(jpe?g|png|webp|gif)");
  private static final Pattern DATE =
      Pattern.compile(
          "(\\d{4}[-/. 年]\\s?\\d{1,2}[-/. 月]\\s?\\d{1,2}日?"
              + "|\\d{1,2}[-/.]\\d{1,2}[-/.](\\d{4}|\\d{2})"
              + "|(\\p{L}{2,9},? )?\\d{1,2}[- ]\\p{L}{3,9},?[- ]\\d{2,4}"
              + "|(\\p{L}{2,9},? )?\\p{L}{3,9} \\d{1,2},? \\d{4})"
              + "([T, ]+\\d{1,2}:\\d{2}.*)?");
  private static final Pattern CLOCK =
      Pattern.compile("\\d{1,2}(:\\d{2}(:\\d{2})?)?( ?[AaPp][Mm])?");
  private static final Pattern DAY =
      Pattern.compile("(19|20)\\d\\d(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])(\\d{4}(\\d{2})?)?");
  private static final Pattern JSON_SIGNS = Pattern.compile("[\\[\\]\",\\s]+");
  private static final int LONGEST_ID = 80;
  private static final int MAX_LOOKED_AT = 3_000;
  private static final double NEARLY_ALL = 0.95;
  private static final List<String> SEPARATORS = List.of(" ", ",", "|", ";");
  private static final String ONE_ID = "[\\p{L}\\p{N}_.:-]{1,40}+";

  ColumnProfile {
    counts = new LinkedHashMap<>(counts);
  }

  static ColumnProfile of(String name, List<String> values) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    long filled = 0;
    for (String value : values) {
      if (!value.isBlank()) {
        filled++;
        counts.merge(value.strip(), 1, Integer::sum);
      }
    }
    return new ColumnProfile(name, counts, values.size(), filled);
  }

  ColumnProfile named(String other) {
    return new ColumnProfile(other, counts, rows, filled);
  }

  /** How well the name fits a meaning, from 0 to 1. */
  double fit(ColumnMeaning meaning) {
    return ColumnNames.usual().fit(name, meaning);
  }

  Set<String> values() {
    return counts.keySet();
  }

  int distinct() {
    return counts.size();
  }

  boolean isEmpty() {
    return filled == 0;
  }

  /** Whether nearly every row has a value. */
  boolean isFull() {
    return filled > 0 && filled >= 0.9 * rows;
  }

  /** Whether nearly every row has a value of its own. */
  boolean isUnique() {
    return isFull() && distinct() >= 0.98 * filled;
  }

  /** Whether values come again and again, as those of people and items in events do. */
  boolean repeats() {
    return distinct() > 1 && distinct() <= 0.8 * filled;
  }

  /** The share of rows whose value passes, told by some thousand different values. */
  private double share(Predicate<String> test) {
    long passing = 0;
    long seen = 0;
    int left = MAX_LOOKED_AT;
    for (Map.Entry<String, Integer> value : counts.entrySet()) {
      seen += value.getValue();
      passing += test.test(value.getKey()) ? value.getValue() : 0;
      if (--left == 0) {
        break;
      }
    }
    return seen == 0 ? 0 : (double) passing / seen;
  }

  private boolean nearlyAll(Pattern pattern) {
    return share(value -> pattern.matcher(value).matches()) >= NEARLY_ALL;
  }

  boolean isNumber() {
    return nearlyAll(NUMBER) || hasDecimalComma();
  }

  boolean isWhole() {
    return nearlyAll(WHOLE);
  }

  /** Whether it holds numbers of which some have a decimal comma and none a decimal point. */
  boolean hasDecimalComma() {
    return share(value -> COMMA.matcher(value).matches()) > 0.2
        && share(value -> COMMA.matcher(value).matches() || WHOLE.matcher(value).matches())
            >= NEARLY_ALL
        && share(value -> POINT.matcher(value).matches()) == 0;
  }

  boolean isUrl() {
    return nearlyAll(URL);
  }

  /** Whether the values are dates with or without an hour. */
  boolean isDate() {
    return nearlyAll(DATE);
  }

  boolean isClock() {
    return nearlyAll(CLOCK);
  }

  /** Whether the values could be numbers since 1970 or a day in digits. */
  boolean isEpoch() {
    return (nearlyAll(WHOLE) && (nearlyAll(DAY) || share(ColumnProfile::isMoment) >= NEARLY_ALL))
        || share(value -> value.matches("\\d{9,10}\\.\\d+|\\d\\.\\d+[eE][+]?(9|12)")) >= NEARLY_ALL;
  }

  private static boolean isMoment(String whole) {
    double seconds = Double.parseDouble(whole);
    while (seconds > 1e11) {
      seconds /= 1000;
    }
    return seconds > 3e8 && seconds < 4.2e9;
  }

  /**
   * Whether the values may be ids: short, and numbers without a fraction where they are numbers.
   */
  boolean isId() {
    return filled > 0
        && !hasDecimalComma()
        && share(value -> POINT.matcher(value).matches()) < 0.5
        && share(
                value ->
                    value.length() <= LONGEST_ID
                        && !value.startsWith("[")
                        && !value.startsWith("{"))
            >= NEARLY_ALL;
  }

  /** Whether the values are prose or names and no codes. */
  boolean isWords() {
    return !isNumber()
        && !isUrl()
        && !isDate()
        && share(value -> value.codePoints().anyMatch(Character::isLetter)) > 0.5;
  }

  /** The mean number of words; a sign of Chinese or Japanese is half a word. */
  double words() {
    double words = 0;
    long seen = 0;
    for (String value : counts.keySet()) {
      long signs = value.codePoints().filter(Character::isIdeographic).count();
      words += signs / 2.0 + (value.codePoints().allMatch(Character::isIdeographic) ? 0 : 1);
      words += value.codePoints().filter(Character::isWhitespace).count();
      if (++seen == 2_000) {
        break;
      }
    }
    return seen == 0 ? 0 : words / seen;
  }

  /** Which share of the values is among others. */
  double within(Set<String> others) {
    if (counts.isEmpty()) {
      return 0;
    }
    long found = counts.keySet().stream().filter(others::contains).count();
    return (double) found / distinct();
  }

  /** Several ids in one value, separated by this sign; empty where values are single. */
  Optional<String> separator() {
    for (String sign : SEPARATORS) {
      Pattern list = Pattern.compile("%1$s( *%2$s *%1$s)*".formatted(ONE_ID, Pattern.quote(sign)));
      if (share(value -> value.contains(sign)) > 0.5 && nearlyAll(list)) {
        return Optional.of(sign);
      }
    }
    return Optional.empty();
  }

  /** The different ids in values that hold several; the values themselves where they hold one. */
  List<String> pieces() {
    boolean json = counts.keySet().stream().limit(100).allMatch(value -> value.startsWith("["));
    Optional<Pattern> sign =
        json ? Optional.of(JSON_SIGNS) : separator().map(Pattern::quote).map(Pattern::compile);
    return sign.isEmpty()
        ? List.copyOf(counts.keySet())
        : counts.keySet().stream()
            .flatMap(sign.get()::splitAsStream)
            .map(String::strip)
            .filter(piece -> !piece.isEmpty())
            .distinct()
            .toList();
  }

  /** The first values, for messages. */
  List<String> examples(int count) {
    return new ArrayList<>(counts.keySet()).subList(0, Math.min(count, distinct()));
  }
}
