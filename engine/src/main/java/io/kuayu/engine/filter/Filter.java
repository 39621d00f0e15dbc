package io.kuayu.engine.filter;

import io.kuayu.core.Item;
import java.util.Map;

/**
 * A condition on items, such as {@code price < 20 and brand in ("A", "B") and not title contains
 * "x"}. Immutable and thread-safe; evaluating it never fails and takes time in the order of its
 * length.
 */
public interface Filter {
  /** Accepts every item. */
  Filter ALL = item -> true;

  /** Whether the item meets the condition. */
  boolean accepts(Item item);

  /** The attributes that the condition names, each with its first column in the text. */
  default Map<String, Integer> attributes() {
    return Map.of();
  }

  /**
   * Parses a condition.
   *
   * @param text a blank one is {@link #ALL}
   * @throws io.kuayu.core.KuayuException where it is not a condition, with the column, or is too
   *     long, too deep or too costly
   */
  static Filter parse(String text) {
    return parse(text, FilterParser.MAX_CONDITIONS);
  }

  /**
   * As above.
   *
   * @param maxConditions the largest number of comparisons, each of which costs time for each item
   */
  static Filter parse(String text, int maxConditions) {
    return text.isBlank() ? ALL : FilterParser.parse(text, maxConditions);
  }
}
