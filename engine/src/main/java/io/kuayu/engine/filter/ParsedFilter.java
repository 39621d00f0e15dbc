package io.kuayu.engine.filter;

import io.kuayu.core.Item;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A filter that was given as text.
 *
 * @param condition which it tests
 * @param attributes that it names, in the order of the text
 */
record ParsedFilter(Filter condition, Map<String, Integer> attributes) implements Filter {
  ParsedFilter {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  @Override
  public boolean accepts(Item item) {
    return condition.accepts(item);
  }
}
