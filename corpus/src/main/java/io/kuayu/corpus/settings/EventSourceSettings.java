package io.kuayu.corpus.settings;

import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.source.EventSource;
import io.kuayu.corpus.source.SourceFolders;
import io.kuayu.corpus.source.SourceReference;
import io.kuayu.corpus.source.Sources;
import io.kuayu.corpus.time.TimeSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A source of events and what its columns mean.
 *
 * @param domain in which
 * @param source where its rows come from
 * @param where an SQL condition on its rows
 * @param user the column of user ids
 * @param item the column of items
 * @param timestamp the column of times
 * @param type the column of types, or the one type of all rows
 * @param value the column of strengths, or the one strength of all rows
 * @param decimalComma whether strengths are written with a decimal comma
 * @param times how times are written
 * @param order the column that orders events where times are missing or tie
 * @param baskets whether a row may hold several items, and nothing needs to order events
 */
public record EventSourceSettings(
    String domain,
    SourceReference<EventSource> source,
    Optional<ColumnReference> where,
    Optional<ColumnReference> user,
    Optional<ColumnReference> item,
    Optional<ColumnReference> timestamp,
    Optional<ColumnReference> type,
    Optional<ColumnReference> value,
    boolean decimalComma,
    TimeSettings times,
    Optional<ColumnReference> order,
    Optional<BasketSettings> baskets) {

  static EventSourceSettings read(
      String domain, Settings block, SourceFolders folders, Optional<ColumnReference> order) {
    return new EventSourceSettings(
        domain,
        Sources.events(block, folders),
        ColumnReference.read(block, "where"),
        ColumnReference.read(block, "user"),
        ColumnReference.read(block, "item"),
        ColumnReference.read(block, "timestamp"),
        ColumnReference.read(block, "type"),
        ColumnReference.read(block, "value"),
        DecimalMark.isComma(block),
        TimeSettings.read(block),
        ColumnReference.read(block, "order").or(() -> order),
        BasketSettings.read(block));
  }

  Map<String, Object> described() {
    Map<String, Object> described = new LinkedHashMap<>(source.described());
    where.ifPresent(named -> described.put("where", named.column()));
    user.ifPresent(named -> described.put("user", named.column()));
    item.ifPresent(named -> described.put("item", named.column()));
    timestamp.ifPresent(named -> described.put("timestamp", named.column()));
    type.ifPresent(named -> described.put("type", named.column()));
    value.ifPresent(named -> described.put("value", named.column()));
    if (decimalComma) {
      described.put(DecimalMark.KEY, ",");
    }
    described.putAll(times.described());
    order.ifPresent(named -> described.put("order", named.column()));
    baskets.ifPresent(value -> described.put(BasketSettings.KEY, value.described()));
    return described;
  }
}
