package io.kuayu.corpus.staging;

import io.kuayu.corpus.database.Sql;
import java.util.Optional;

/**
 * Lists of items in a column: JSON arrays, or texts with a separator. Each item becomes an event; a
 * list without items becomes one event without an item, so that it is told.
 *
 * @param column that holds them
 * @param separator of texts; empty where a text is one item
 */
record ItemLists(String column, Optional<String> separator) {
  /** The same lists in another column. */
  ItemLists in(String other) {
    return new ItemLists(other, separator);
  }

  /** The expression that makes a row of each item. */
  String unnested() {
    String text = Sql.name(column);
    String pieces =
        separator
            .map(mark -> "string_split(%s, %s)".formatted(text, Sql.text(mark)))
            .orElse("[" + text + "]");
    String items =
        "list_filter(list_transform(CASE WHEN %1$s LIKE '[%%' AND json_valid(%1$s) THEN list_transform(json_extract(%1$s, '$[*]'), lambda item: json_extract_string(item, '$')) ELSE %2$s END, lambda item: trim(item)), lambda item: item <> '')"
            .formatted(text, pieces);
    return "unnest(list_transform([%s], lambda items: CASE WHEN len(items) > 0 THEN items ELSE [CAST(NULL AS VARCHAR)] END)[1])"
        .formatted(items);
  }
}
