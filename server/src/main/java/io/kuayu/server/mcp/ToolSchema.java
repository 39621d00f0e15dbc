package io.kuayu.server.mcp;

import io.kuayu.server.api.DomainScope;
import io.kuayu.server.web.HttpJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the JSON Schema (2020-12) of an object. */
final class ToolSchema {
  private final Map<String, ObjectNode> properties = new LinkedHashMap<>();
  private final List<String> required = new ArrayList<>();

  /** Adds a property that must be there. */
  ToolSchema must(String name, ObjectNode schema) {
    required.add(name);
    return may(name, schema);
  }

  /** Adds a property that may be there. */
  ToolSchema may(String name, ObjectNode schema) {
    properties.put(name, schema);
    return this;
  }

  Set<String> names() {
    return properties.keySet();
  }

  /** The schema; it allows no other properties. */
  ObjectNode node() {
    ObjectNode node = HttpJson.object().put("type", "object");
    ObjectNode all = node.putObject("properties");
    properties.forEach(all::set);
    if (!required.isEmpty()) {
      ArrayNode names = node.putArray("required");
      required.forEach(names::add);
    }
    return node.put("additionalProperties", false);
  }

  static ObjectNode text(String description) {
    return typed("string", description);
  }

  /** An id that must not be empty. */
  static ObjectNode id(String description) {
    return text(description).put("minLength", 1).put("maxLength", 512);
  }

  static ObjectNode flag(String description) {
    return typed("boolean", description).put("default", false);
  }

  static ObjectNode number(String description) {
    return typed("number", description);
  }

  static ObjectNode whole(String description) {
    return typed("integer", description);
  }

  /** One of some texts. */
  static ObjectNode choice(List<String> allowed, String description) {
    ObjectNode node = text(description);
    ArrayNode values = node.putArray("enum");
    allowed.forEach(values::add);
    return node;
  }

  static ObjectNode list(ObjectNode element, String description) {
    ObjectNode node = typed("array", description);
    node.set("items", element);
    return node;
  }

  /** An object of numbers under names that are not known before. */
  static ObjectNode numbers(String description) {
    ObjectNode node = typed("object", description);
    node.set("additionalProperties", HttpJson.object().put("type", "number"));
    return node;
  }

  /** The length of a list. */
  static ObjectNode length(int max, int defaultValue) {
    return whole("how many items at most")
        .put("minimum", 1)
        .put("maximum", max)
        .put("default", defaultValue);
  }

  /** Some of the domains that a caller may read. */
  static ObjectNode domains(DomainScope scope, String description) {
    return list(choice(scope.domains(), "a domain"), description).put("uniqueItems", true);
  }

  private static ObjectNode typed(String type, String description) {
    return HttpJson.object().put("type", type).put("description", description);
  }
}
