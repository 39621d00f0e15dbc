package io.kuayu.corpus.format;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.corpus.database.Sql;
import io.kuayu.corpus.source.ColumnRole;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A file of lines whose values stand between delimiters.
 *
 * @param format name for people
 * @param path the file
 * @param compression how it is packed
 * @param dialect how it is written
 * @param columns names of all columns
 * @param roles roles by default
 */
public record DelimitedTable(
    String format,
    Path path,
    Compression compression,
    Dialect dialect,
    List<String> columns,
    Map<ColumnRole, List<String>> roles)
    implements Table {

  /** A table whose first line names its columns, unless the configuration does. */
  static DelimitedTable withHeader(
      String format,
      FileSource file,
      FileSample sample,
      Dialect usual,
      Function<List<String>, Map<ColumnRole, List<String>>> roles) {
    Dialect dialect = usual.announcedBy(file, sample);
    if (dialect.header() && sample.firstLine().contains("\ufffd")) {
      throw file.misencoded("its first line is not UTF-8");
    }
    List<String> inFile =
        DelimitedShape.split(sample.firstLine().getBytes(StandardCharsets.UTF_8), dialect);
    List<String> columns = file.columns().isEmpty() ? named(inFile) : file.columns();
    if (columns.size() != inFile.size()) {
      throw new KuayuException(
          ErrorCode.INVALID_COLUMNS,
          "%s: %s has %d columns and 'columns' names %d"
              .formatted(file.place(), file.path(), inFile.size(), columns.size()),
          "name every column of the file, in its order");
    }
    Set<String> different = new HashSet<>();
    for (String column : columns) {
      if (!different.add(column)) {
        throw new KuayuException(
            ErrorCode.INVALID_COLUMNS,
            "%s: %s has two columns named '%s'".formatted(file.place(), file.path(), column),
            "name its columns with 'columns' and set 'header: true'");
      }
    }
    return new DelimitedTable(
        format, file.content(), sample.compression(), dialect, columns, roles.apply(columns));
  }

  /** The names of a header, with {@code column0}, {@code column1}, … where it leaves one empty. */
  private static List<String> named(List<String> header) {
    List<String> names = new ArrayList<>(header);
    names.replaceAll(name -> name.isBlank() ? "column" + names.indexOf(name) : name);
    return names;
  }

  @Override
  public String relation(Collection<String> used) {
    return reading("");
  }

  @Override
  public String lenient(Collection<String> used) {
    return reading(", ignore_errors = true");
  }

  private String reading(String more) {
    String types =
        columns.stream()
            .map(column -> Sql.text(column) + ": 'VARCHAR'")
            .collect(Collectors.joining(", ", "{", "}"));
    return "read_csv(%s, auto_detect = false, header = %s, columns = %s, delim = %s, quote = %s, escape = %s, compression = %s%s%s%s)"
        .formatted(
            Sql.text(path.toString()),
            dialect.header(),
            types,
            Sql.text(dialect.delimiter()),
            Sql.text(dialect.quote()),
            Sql.text(dialect.quote()),
            Sql.text(compression.duckDbName()),
            dialect.encoding().map(name -> ", encoding = " + Sql.text(name)).orElse(""),
            dialect.announced() ? ", skip = 1" : "",
            more);
  }

  @Override
  public Optional<Records> records() {
    return Optional.of(new Records(path, compression, new DelimitedShape(dialect, columns.size())));
  }

  @Override
  public Table over(Path copy) {
    return new DelimitedTable(format, copy, Compression.NONE, dialect.ofRecords(), columns, roles);
  }
}
