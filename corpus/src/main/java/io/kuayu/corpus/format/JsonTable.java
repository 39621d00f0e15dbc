package io.kuayu.corpus.format;

import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.Sql;
import io.kuayu.corpus.source.ColumnRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of one object a line, or of one document of objects.
 *
 * @param format name for people
 * @param path the file
 * @param compression how it is packed
 * @param marked whether a byte order mark stands before it, which DuckDB does not read
 * @param isPython whether the objects are Python dictionaries, which DuckDB does not read
 * @param isDocument whether it is one document, which is read from a copy of one object a line
 * @param columns the keys of its first objects
 * @param roles roles by default
 */
public record JsonTable(
    String format,
    Path path,
    Compression compression,
    boolean marked,
    boolean isPython,
    boolean isDocument,
    List<String> columns,
    Map<ColumnRole, List<String>> roles)
    implements Table {
  private static final int SAMPLED = 5_000;

  public static JsonTable of(
      String format,
      FileSource file,
      FileSample sample,
      List<String> columns,
      Map<ColumnRole, List<String>> roles) {
    return new JsonTable(
        format,
        file.content(),
        sample.compression(),
        sample.marked(),
        false,
        false,
        columns,
        roles);
  }

  public JsonTable python() {
    return new JsonTable(format, path, compression, marked, true, false, columns, roles);
  }

  JsonTable document() {
    return new JsonTable(format, path, compression, marked, false, true, columns, roles);
  }

  /** The keys of the first objects, in the order in which they appear. */
  public static List<String> keys(FileSource file, FileSample sample, Database database) {
    Set<String> keys = new LinkedHashSet<>();
    sample.lines().forEach(line -> keys.addAll(keysOf(line)));
    database.each(
        "SELECT unnest(json_keys(json)) FROM (SELECT json FROM read_ndjson_objects(%s, ignore_errors = true, compression = %s) WHERE json_type(json) = 'OBJECT' LIMIT %d)"
            .formatted(
                Sql.text(file.content().toString()), compression(sample.compression()), SAMPLED),
        row -> {
          keys.add(row.getString(1));
          return true;
        });
    return new ArrayList<>(keys);
  }

  public static List<String> keysOfPython(List<String> lines) {
    Set<String> keys = new LinkedHashSet<>();
    for (String line : lines) {
      PythonLiteral.toJson(line).ifPresent(json -> keys.addAll(keysOf(json)));
    }
    return new ArrayList<>(keys);
  }

  @Override
  public String relation(Collection<String> used) {
    return reading(used, "");
  }

  @Override
  public String lenient(Collection<String> used) {
    return reading(used, ", ignore_errors = true");
  }

  @Override
  public Optional<Records> records() {
    return Optional.of(new Records(path, compression, new JsonShape(isDocument, isPython)));
  }

  @Override
  public Table over(Path copy) {
    return new JsonTable(format, copy, Compression.NONE, false, false, false, columns, roles);
  }

  @Override
  public boolean needsRepair() {
    return marked || isPython || isDocument;
  }

  private String reading(Collection<String> used, String more) {
    String types =
        used.stream()
            .distinct()
            .map(name -> Sql.text(name) + ": 'VARCHAR'")
            .collect(Collectors.joining(", ", "{", "}"));
    return "read_ndjson(%s, columns = %s, compression = %s%s)"
        .formatted(Sql.text(path.toString()), types, compression(compression), more);
  }

  private static String compression(Compression compression) {
    return Sql.text(compression == Compression.NONE ? "uncompressed" : compression.duckDbName());
  }

  static Collection<String> keysOf(String json) {
    try {
      return new JsonMapper().readTree(json).propertyNames();
    } catch (JacksonException e) {
      return List.of();
    }
  }
}
