package io.kuayu.corpus.column;

import io.kuayu.corpus.database.Sql;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A path of keys into the JSON text of a column, as SQL of DuckDB. A key applies to each element of
 * an array, and a number to the element of that index, from 0.
 *
 * @param column of the source
 * @param keys below it, at least one
 */
record JsonPath(String column, List<String> keys) {
  private static final int MAX_SPLITS = 4;

  JsonPath {
    keys = List.copyOf(keys);
  }

  /**
   * The ways to read a dotted text as keys below a column: keys may contain dots, and ways with
   * fewer and hence longer keys come first.
   */
  static List<JsonPath> candidates(String column, String rest) {
    List<String> parts = List.of(rest.split("\\.", -1));
    if (parts.size() > MAX_SPLITS) {
      return List.of(new JsonPath(column, List.of(rest)), new JsonPath(column, parts));
    }
    List<JsonPath> paths = new ArrayList<>();
    for (int cuts = 0; cuts < 1 << (parts.size() - 1); cuts++) {
      List<String> keys = new ArrayList<>(List.of(parts.getFirst()));
      for (int index = 1; index < parts.size(); index++) {
        if ((cuts >> (index - 1) & 1) == 1) {
          keys.add(parts.get(index));
        } else {
          keys.add(keys.removeLast() + "." + parts.get(index));
        }
      }
      paths.add(new JsonPath(column, keys));
    }
    paths.sort(Comparator.comparingInt(path -> path.keys().size()));
    return paths;
  }

  /** The list of values in which the last key is looked up. */
  String parents() {
    return elements(values(keys.subList(0, keys.size() - 1)));
  }

  /**
   * The text at the path, NULL where there is none; several values are joined with commas.
   *
   * @param ids whether several values stay a JSON array, since joined they would be taken for one
   *     id
   */
  String text(boolean ids) {
    String pointer = Sql.text(keys.stream().map(JsonPath::pointer).collect(Collectors.joining()));
    String values =
        "list_filter(list_transform(%s, lambda leaf: json_extract_string(leaf, '$')), lambda leaf: leaf IS NOT NULL)"
            .formatted(elements(elements(values(keys))));
    String several =
        ids
            ? "CASE len(found) WHEN 1 THEN found[1] WHEN 0 THEN NULL ELSE CAST(to_json(found) AS VARCHAR) END"
            : "CASE WHEN len(found) > 0 THEN array_to_string(found, ', ') END";
    return "CASE WHEN json_type(%1$s, %2$s) IN ('VARCHAR', 'BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE', 'BOOLEAN') THEN json_extract_string(%1$s, %2$s) ELSE list_transform([%3$s], lambda found: %4$s)[1] END"
        .formatted(document(), pointer, values, several);
  }

  /** The values at some keys as a list of JSON. */
  private String values(List<String> below) {
    String list = "[" + document() + "]";
    for (String key : below) {
      String from = key.matches("\\d+") ? list : elements(list);
      list =
          "list_filter(list_transform(%s, lambda value: json_extract(value, %s)), lambda value: value IS NOT NULL)"
              .formatted(from, Sql.text(pointer(key)));
    }
    return list;
  }

  /** The column as JSON; NULL where it is none. */
  private String document() {
    return "CASE WHEN json_valid(%1$s) THEN CAST(%1$s AS JSON) END"
        .formatted("CAST(" + Sql.name(column) + " AS VARCHAR)");
  }

  /** A list of JSON with the elements of arrays in their place. */
  private static String elements(String list) {
    return "flatten(list_transform(%s, lambda whole: CASE WHEN json_type(whole) = 'ARRAY' THEN json_extract(whole, '$[*]') ELSE [whole] END))"
        .formatted(list);
  }

  private static String pointer(String key) {
    return "/" + key.replace("~", "~0").replace("/", "~1");
  }
}
