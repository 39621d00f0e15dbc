package io.kuayu.corpus.format;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.corpus.database.Column;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.QueryException;
import io.kuayu.corpus.database.Sql;
import io.kuayu.corpus.source.ColumnRole;
import io.kuayu.corpus.source.WellKnownColumns;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Apache Parquet. Lists and structs read as JSON; a row's place is its number. */
public final class Parquet implements FileFormat {
  @Override
  public String name() {
    return "parquet";
  }

  @Override
  public boolean recognises(FileSample sample) {
    return sample.name().endsWith(".parquet") || sample.firstLine().startsWith("PAR1");
  }

  @Override
  public Table open(FileSource file, FileSample sample, Database database) {
    try {
      List<Column> columns =
          database.columns("SELECT * FROM " + relation(file.content()), column -> column);
      return new ParquetTable(file.content(), columns);
    } catch (QueryException e) {
      throw new KuayuException(
          ErrorCode.DATA_UNREADABLE,
          "%s: %s cannot be read as Parquet (%s)"
              .formatted(file.place(), file.path(), e.getMessage()),
          "see that the file is whole",
          e);
    }
  }

  private static String relation(Path path) {
    return "read_parquet(" + Sql.text(path.toString()) + ")";
  }

  private record ParquetTable(Path path, List<Column> types) implements Table {
    @Override
    public String format() {
      return "parquet";
    }

    @Override
    public List<String> columns() {
      return types.stream().map(Column::name).toList();
    }

    @Override
    public String relation(Collection<String> used) {
      List<String> columns =
          types.stream()
              .filter(column -> used.contains(column.name()))
              .map(ParquetTable::expression)
              .toList();
      return "(SELECT %s FROM %s)".formatted(String.join(", ", columns), Parquet.relation(path));
    }

    @Override
    public String lenient(Collection<String> used) {
      return relation(used);
    }

    @Override
    public Map<ColumnRole, List<String>> roles() {
      return WellKnownColumns.rolesWithoutValue(columns());
    }

    @Override
    public Optional<Records> records() {
      return Optional.empty();
    }

    @Override
    public Table over(Path copy) {
      throw new UnsupportedOperationException("a Parquet file has no lines to sort out");
    }

    private static String expression(Column column) {
      boolean nested = column.type().endsWith("]") || column.type().matches("(STRUCT|MAP|JSON).*");
      return nested
          ? "CAST(to_json(%1$s) AS VARCHAR) AS %1$s".formatted(Sql.name(column.name()))
          : Sql.name(column.name());
    }
  }
}
