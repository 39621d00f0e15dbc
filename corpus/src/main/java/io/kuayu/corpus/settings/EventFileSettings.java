package io.kuayu.corpus.settings;

import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.format.SourceFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A file of what people did.
 *
 * @param domain in which
 * @param file the file
 * @param where an SQL condition on its rows
 * @param user the column of people
 * @param item the column of items
 * @param timestamp the column of times
 * @param type the column of types, or the one type of all rows
 * @param value the column of strengths, or the one strength of all rows
 * @param order the column that orders events where times are missing or tie
 */
public record EventFileSettings(
    String domain,
    SourceFile file,
    Optional<ColumnReference> where,
    Optional<ColumnReference> user,
    Optional<ColumnReference> item,
    Optional<ColumnReference> timestamp,
    Optional<ColumnReference> type,
    Optional<ColumnReference> value,
    Optional<ColumnReference> order) {

  static EventFileSettings read(
      String domain, Settings block, Path base, Optional<ColumnReference> order) {
    return new EventFileSettings(
        domain,
        SourceFile.read(block, base),
        ColumnReference.read(block, "where"),
        ColumnReference.read(block, "user"),
        ColumnReference.read(block, "item"),
        ColumnReference.read(block, "timestamp"),
        ColumnReference.read(block, "type"),
        ColumnReference.read(block, "value"),
        ColumnReference.read(block, "order").or(() -> order));
  }

  Map<String, Object> described() {
    Map<String, Object> described = new LinkedHashMap<>(file.described());
    where.ifPresent(named -> described.put("where", named.column()));
    user.ifPresent(named -> described.put("user", named.column()));
    item.ifPresent(named -> described.put("item", named.column()));
    timestamp.ifPresent(named -> described.put("timestamp", named.column()));
    type.ifPresent(named -> described.put("type", named.column()));
    value.ifPresent(named -> described.put("value", named.column()));
    order.ifPresent(named -> described.put("order", named.column()));
    return described;
  }
}
