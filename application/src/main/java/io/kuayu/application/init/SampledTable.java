package io.kuayu.application.init;

import io.kuayu.corpus.source.SourceRelation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sample of the rows of one input.
 *
 * @param input where they come from
 * @param shape the keys of the configuration that tell how the input is written, such as {@code
 *     encoding}
 * @param relation the sample, as the corpus reads it
 * @param columns those of the relation, then those inside of nested values by their paths
 * @param rows values by column, empty where there is none
 * @param whole whether the sample is all there is
 */
record SampledTable(
    DataInput input,
    Map<String, Object> shape,
    SourceRelation relation,
    List<ColumnProfile> columns,
    List<List<String>> rows,
    boolean whole) {
  SampledTable {
    shape = new LinkedHashMap<>(shape);
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** Makes the profiles of columns. */
  static SampledTable of(
      DataInput input,
      Map<String, Object> shape,
      SourceRelation relation,
      List<String> names,
      List<List<String>> rows,
      boolean whole) {
    List<ColumnProfile> columns = new ArrayList<>();
    for (int index = 0; index < names.size(); index++) {
      int at = index;
      columns.add(
          ColumnProfile.of(names.get(index), rows.stream().map(row -> row.get(at)).toList()));
    }
    return new SampledTable(input, shape, relation, columns, rows, whole);
  }

  String path() {
    return input.written();
  }

  Optional<ColumnProfile> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  int index(String name) {
    return columns.stream().map(ColumnProfile::name).toList().indexOf(name);
  }

  /** Whether a column is the name of folders, such as {@code day=…}, and not in the files. */
  boolean isPartition(String column) {
    return List.of(path().split("/", -1)).contains(column + "=*");
  }

  /** Whether its columns have the names that were given to them here, as the file names none. */
  boolean isNameless() {
    return shape.containsKey("columns");
  }

  /** How it is written, in words. */
  String described() {
    Object encoding = shape.get("encoding");
    return relation.format()
        + (encoding == null ? "" : ", " + encoding)
        + (input.files().size() > 1 ? ", %d files".formatted(input.files().size()) : "")
        + (whole ? ", %,d rows".formatted(rows.size()) : "");
  }

  /** The same with other names of columns in place of those that were made up. */
  SampledTable renamed(Map<String, String> names) {
    Map<String, Object> changed = new LinkedHashMap<>(shape);
    changed.put(
        "columns",
        columns.stream().map(column -> names.getOrDefault(column.name(), column.name())).toList());
    return new SampledTable(
        input,
        changed,
        relation,
        columns.stream()
            .map(column -> column.named(names.getOrDefault(column.name(), column.name())))
            .toList(),
        rows,
        whole);
  }
}
