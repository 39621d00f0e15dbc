package io.kuayu.application.init;

import java.util.List;
import java.util.Optional;

/**
 * What the columns of a table of events are.
 *
 * @param table the events
 * @param user the column of people
 * @param item the column of items
 * @param time the column of times
 * @param clock the column of the hour, where the one of times holds days alone
 * @param type the column of the kind of event
 * @param value the column of a rating or an amount
 * @param status the column of what became of an order
 * @param position the column that orders events without times
 * @param domain the column that tells the domain
 * @param separator what stands between the items of one value; empty where each row names one
 */
record EventColumns(
    SampledTable table,
    KeyGuess user,
    KeyGuess item,
    Optional<String> time,
    Optional<String> clock,
    Optional<String> type,
    Optional<String> value,
    Optional<String> status,
    Optional<String> position,
    Optional<String> domain,
    Optional<String> separator) {

  /** The separator of items that stand in an array of JSON. */
  static final String JSON = "[]";

  String itemColumn() {
    return item.value().toString();
  }

  /** The ids of the items that occur. */
  List<String> items() {
    ColumnProfile column = table.column(itemColumn()).orElseThrow();
    return separator.isPresent() ? column.pieces() : List.copyOf(column.values());
  }
}
