package io.kuayu.core;

import java.util.Map;

/**
 * Something that can be recommended.
 *
 * @param key its domain and id
 * @param title what a person is shown; empty where the source has none
 * @param text the one text form that language models read (title, categories, description, …),
 *     cleaned; empty where nothing is known
 * @param attributes further fields as the source gave them, for filters; never read as instructions
 */
public record Item(ItemKey key, String title, String text, Map<String, String> attributes) {
  public Item {
    attributes = Map.copyOf(attributes);
  }
}
