package io.kuayu.application.init;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Columns with those inside of JSON objects beside them, named by their paths: {@code user.id}.
 *
 * @param names of all columns
 * @param rows values by column
 */
record NestedColumns(List<String> names, List<List<String>> rows) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DEPTH = 4;
  private static final int MAX_COLUMNS = 200;
  private static final double MOST = 0.5;

  static NestedColumns of(List<String> names, List<List<String>> rows) {
    List<Integer> nested = new ArrayList<>();
    for (int column = 0; column < names.size(); column++) {
      int at = column;
      long filled = rows.stream().filter(row -> !row.get(at).isEmpty()).count();
      long objects =
          rows.stream()
              .filter(row -> row.get(at).startsWith("{") || row.get(at).startsWith("[{"))
              .count();
      if (objects > MOST * filled) {
        nested.add(column);
      }
    }
    if (nested.isEmpty()) {
      return new NestedColumns(names, rows);
    }
    Set<String> paths = new LinkedHashSet<>();
    List<Map<String, String>> inside = new ArrayList<>();
    for (List<String> row : rows) {
      Map<String, String> values = new LinkedHashMap<>();
      for (int column : nested) {
        flatten(row.get(column), names.get(column), values);
      }
      paths.addAll(values.keySet());
      inside.add(values);
    }
    List<String> more = paths.stream().limit(MAX_COLUMNS).toList();
    List<String> all = new ArrayList<>();
    for (int column = 0; column < names.size(); column++) {
      if (!nested.contains(column)) {
        all.add(names.get(column));
      }
    }
    all.addAll(more);
    List<List<String>> wider = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      List<String> values = new ArrayList<>();
      for (int column = 0; column < names.size(); column++) {
        if (!nested.contains(column)) {
          values.add(rows.get(row).get(column));
        }
      }
      for (String path : more) {
        values.add(inside.get(row).getOrDefault(path, ""));
      }
      wider.add(values);
    }
    return new NestedColumns(all, wider);
  }

  private static void flatten(String text, String path, Map<String, String> values) {
    try {
      flatten(JSON.readTree(text), path, 1, values);
    } catch (JacksonException e) {
      values.put(path, text);
    }
  }

  private static void flatten(JsonNode node, String path, int depth, Map<String, String> values) {
    if (node.isObject() && depth < DEPTH) {
      node.properties()
          .forEach(
              entry -> flatten(entry.getValue(), path + "." + entry.getKey(), depth + 1, values));
    } else if (node.isArray()) {
      for (JsonNode entry : node) {
        flatten(entry, path, depth, values);
      }
    } else if (!node.isNull() && !node.isObject()) {
      values.merge(path, node.asString(), (before, next) -> before + ", " + next);
    }
  }
}
