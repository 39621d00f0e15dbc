package io.kuayu.engine.filter;

import io.kuayu.core.Item;
import java.util.List;

/** The field that a condition tests: a part of the item, or one of its attributes. */
@FunctionalInterface
interface FilterField {
  /** Its value; empty where the item has none. */
  String of(Item item);

  /** The fields that every item has, whatever its attributes. */
  List<String> BUILT_IN = List.of("domain", "id", "title", "text");

  static boolean isBuiltIn(String name) {
    return BUILT_IN.contains(name);
  }

  static FilterField named(String name) {
    return switch (name) {
      case "domain" -> item -> item.key().domain();
      case "id" -> item -> item.key().id();
      case "title" -> Item::title;
      case "text" -> Item::text;
      default -> item -> item.attributes().getOrDefault(name, "");
    };
  }
}
