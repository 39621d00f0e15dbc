package io.kuayu.corpus.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An open source as a relation that DuckDB reads: its columns, and the SQL that gives them. Its
 * rows are numbered from 0 in the order of the relation.
 */
public interface SourceRelation {
  /** How reports name the shape of its rows, such as {@code csv}. */
  String format();

  /** The names of its columns. */
  List<String> columns();

  /**
   * The SQL that gives at least some of its columns, for use after FROM, with the rows in their
   * order.
   *
   * @param used names out of {@link #columns()}
   */
  String relation(Collection<String> used);

  /** As {@link #relation}, but skips what cannot be read: for a first look at the rows. */
  default String lenient(Collection<String> used) {
    return relation(used);
  }

  /** Which columns play which role if the configuration names none; by default the usual names. */
  default Map<ColumnRole, List<String>> roles() {
    return WellKnownColumns.rolesWithoutValue(columns());
  }

  /**
   * What stands between the items of a row where each row is a basket, in the column of the role
   * {@link ColumnRole#ITEM}; empty where a row holds one item.
   */
  default Optional<String> itemSeparator() {
    return Optional.empty();
  }

  /**
   * The positions at which people find some rows.
   *
   * @param rows numbers of rows, whatever a condition says
   * @return positions by row; a row without one is told by its number, from 1
   */
  default Map<Long, Long> positions(Collection<Long> rows) {
    return Map.of();
  }

  /**
   * As {@link #positions}, where a source has several files.
   *
   * @param readable this relation, or what a repair left of it
   */
  default Map<Long, RowPlace> places(Collection<Long> rows, SourceRelation readable) {
    Map<Long, RowPlace> places = new HashMap<>();
    positions(rows)
        .forEach((row, position) -> places.put(row, new RowPlace(Optional.empty(), position)));
    return places;
  }

  /** Whether DuckDB can read the rows only after {@link #repair}. */
  default boolean needsRepair() {
    return false;
  }

  /**
   * Writes a copy without the records that DuckDB refuses.
   *
   * @param copy the file to write
   * @param shown how many of these records to tell
   * @return empty if there is nothing to be repaired, as the rows are no text
   * @throws IOException if the source cannot be read or the copy cannot be written
   */
  default Optional<Repair> repair(Path copy, int shown) throws IOException {
    return Optional.empty();
  }
}
