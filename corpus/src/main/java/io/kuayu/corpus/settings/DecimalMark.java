package io.kuayu.corpus.settings;

import io.kuayu.core.settings.Settings;

/** The key {@code decimal}: what stands before the decimals of the numbers of a source. */
final class DecimalMark {
  static final String KEY = "decimal";

  private DecimalMark() {}

  /** Whether it is a comma. */
  static boolean isComma(Settings block) {
    String mark = block.text(KEY, ".");
    if (!mark.equals(",") && !mark.equals(".")) {
      block.problem(KEY, "is '" + mark + "'", "allowed are \",\" and \".\"");
    }
    return mark.equals(",");
  }
}
