package io.kuayu.corpus.settings;

import io.kuayu.core.settings.Settings;
import java.util.List;
import java.util.Optional;

/**
 * A column that the configuration names.
 *
 * @param column its name in the file; for some keys a constant
 * @param place where the configuration names it, such as {@code kuayu.yaml:8
 *     domains.food.events.user}
 */
public record ColumnReference(String column, String place) {
  static Optional<ColumnReference> read(Settings block, String key) {
    return block.text(key).map(column -> new ColumnReference(column, block.where(key)));
  }

  static List<ColumnReference> list(Settings block, String key) {
    return block.texts(key, List.of()).stream()
        .map(column -> new ColumnReference(column, block.where(key)))
        .toList();
  }
}
