package io.kuayu.corpus.settings;

import io.kuayu.core.settings.Settings;
import java.util.List;
import java.util.Optional;

/**
 * A column that the configuration names.
 *
 * @param column its name in the file, a path into its JSON or an expression; for some keys a
 *     constant
 * @param place where the configuration names it, such as {@code kuayu.yaml:8
 *     domains.food.events.user}
 */
public record ColumnReference(String column, String place) {
  private static final String MARK = "=";

  /** Whether a text is an expression, such as {@code = lower(title)}. */
  public static boolean isExpression(String written) {
    return written.stripLeading().startsWith(MARK);
  }

  /** The SQL of an expression. */
  public static String expression(String written) {
    return written.strip().substring(MARK.length()).strip();
  }

  static Optional<ColumnReference> read(Settings block, String key) {
    return block.text(key).map(column -> new ColumnReference(column, block.where(key)));
  }

  static List<ColumnReference> list(Settings block, String key) {
    return block.texts(key, List.of()).stream()
        .map(column -> new ColumnReference(column, block.where(key)))
        .toList();
  }
}
