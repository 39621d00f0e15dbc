package io.kuayu.corpus.staging;

import java.util.regex.Pattern;

/** Numbers as texts hold them, with a decimal point or a decimal comma. */
final class DecimalText {
  /** With a comma before the decimals and points between thousands. */
  private static final String GROUPED = "[+-]?\\d{1,3}(\\.\\d{3})+(,\\d+)?";

  private static final Pattern COMMA = Pattern.compile("[+-]?\\d+,\\d+|" + GROUPED);

  private DecimalText() {}

  /**
   * The SQL expression for the number of a text; NULL where it is none.
   *
   * @param text an expression
   * @param comma whether a comma stands before the decimals
   */
  static String number(String text, boolean comma) {
    String point =
        comma
            ? "CASE WHEN NOT contains(%1$s, '.') THEN replace(%1$s, ',', '.') WHEN regexp_full_match(trim(%1$s), '%2$s') THEN replace(replace(%1$s, '.', ''), ',', '.') END"
                .formatted(text, GROUPED)
            : text;
    return "TRY_CAST(" + point + " AS FLOAT)";
  }

  /** A number with a decimal comma as one with a decimal point; any other text as it is. */
  static String withPoint(String text) {
    return COMMA.matcher(text.strip()).matches()
        ? text.strip().replace(".", "").replace(',', '.')
        : text;
  }
}
