package io.kuayu.benchmarks.reproduce;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a number of a document compares with the measured one.
 *
 * @param measured as the document would write it
 * @param said {@link #EQUAL} or how it differs
 */
record Verdict(String measured, String said) {
  static final String EQUAL = "equal";
  private static final String DIFFERS = "differs";
  private static final String INSIDE = "differs, inside of the measured 95 % interval";

  /** Reports print four digits, and documents round what reports print. */
  private static final int PRINTED_DIGITS = 4;

  private static final double SLACK = 1e-9;

  /**
   * Compares to as many digits as the document shows.
   *
   * @param documented one number, or several with {@code " / "} between them
   */
  static Verdict of(String documented, MeasuredNumbers.Value value) {
    String[] texts = documented.split(" / ", -1);
    List<Double> numbers = value.numbers();
    if (texts.length != numbers.size()) {
      return new Verdict(numbers.toString(), "differs: another number of numbers");
    }
    List<String> measured = new ArrayList<>();
    boolean equal = true;
    for (int index = 0; index < texts.length; index++) {
      int point = texts[index].indexOf('.');
      int digits = point < 0 ? 0 : texts[index].length() - point - 1;
      double number = numbers.get(index);
      double printed = rounded(number, Math.max(digits, PRINTED_DIGITS)).doubleValue();
      double off = Math.abs(printed - MeasuredNumbers.number(texts[index]));
      boolean same = off <= .5 * Math.pow(10, -digits) + SLACK;
      equal &= same;
      measured.add(same ? texts[index] : text(number, digits));
    }
    return new Verdict(
        String.join(" / ", measured),
        equal ? EQUAL : isInside(texts[texts.length - 1], value.interval()) ? INSIDE : DIFFERS);
  }

  boolean isEqual() {
    return said.equals(EQUAL);
  }

  private static boolean isInside(String documented, List<Double> interval) {
    double number = MeasuredNumbers.number(documented);
    return interval.size() == 2 && interval.get(0) <= number && number <= interval.get(1);
  }

  private static BigDecimal rounded(double number, int digits) {
    return BigDecimal.valueOf(number).setScale(digits, RoundingMode.HALF_UP);
  }

  private static String text(double number, int digits) {
    String text = String.format(Locale.ROOT, "%,." + digits + "f", rounded(number, digits));
    return text.startsWith("0.") ? text.substring(1) : text;
  }
}
