package io.kuayu.corpus.staging;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.corpus.settings.ColumnReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An attribute of items: a column under its own name, or {@code NAME = EXPRESSION}, where the
 * expression may be a path or a column.
 *
 * @param name of the attribute
 * @param column that gives it
 */
record NamedAttribute(String name, ColumnReference column) {
  private static final Pattern NAMED =
      Pattern.compile("\\s*([\\p{L}_][\\p{L}\\p{N}_.-]*)\\s*=(.+)");

  /**
   * Takes an attribute apart.
   *
   * @param known whether the source has what is written there
   */
  static NamedAttribute of(ColumnReference written, boolean known) {
    Matcher named = NAMED.matcher(written.column());
    if (!known && named.matches()) {
      return new NamedAttribute(
          named.group(1), new ColumnReference("=" + named.group(2), written.place()));
    }
    if (ColumnReference.isExpression(written.column())) {
      throw new KuayuException(
          ErrorCode.INVALID_EXPRESSION,
          "%s: the attribute '%s' has no name".formatted(written.place(), written.column()),
          "write NAME = EXPRESSION");
    }
    return new NamedAttribute(written.column(), written);
  }
}
