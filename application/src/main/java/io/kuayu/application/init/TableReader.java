package io.kuayu.application.init;

import io.kuayu.core.KuayuException;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.QueryException;
import io.kuayu.corpus.database.Sql;
import io.kuayu.corpus.format.FileSource;
import io.kuayu.corpus.format.PartitionFolders;
import io.kuayu.corpus.source.Repair;
import io.kuayu.corpus.source.SourceRelation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads samples of inputs with the readers that will read them whole. */
final class TableReader {
  private static final int MAX_ROWS = 50_000;
  private static final int MAX_TEXT = 2_000;
  private static final int MAX_NESTED = 50_000;
  private static final List<String> DELIMITERS = List.of("::", "\t", "|", ";", ",");

  private final Database database;
  private final Path scratch;
  private int files;

  /**
   * @param scratch a folder for excerpts
   */
  TableReader(Database database, Path scratch) {
    this.database = database;
    this.scratch = scratch;
  }

  /**
   * Reads a sample: of an input of many files, one of the first, the middle and the last.
   *
   * @throws KuayuException where it cannot be read
   */
  SampledTable read(DataInput input) throws IOException {
    List<Path> all = input.files();
    Set<Path> chosen = new LinkedHashSet<>(List.of(all.getFirst()));
    chosen.add(all.get(all.size() / 2));
    chosen.add(all.getLast());
    Opened first = open(all.getFirst());
    List<String> names = new ArrayList<>(first.relation.columns());
    Map<String, String> partitions = PartitionFolders.of(all.getFirst());
    partitions.keySet().removeAll(names);
    List<List<String>> rows = new ArrayList<>();
    for (Path file : chosen) {
      Opened opened = file.equals(all.getFirst()) ? first : open(file);
      Map<String, String> values = PartitionFolders.of(file);
      for (List<String> row : rows(opened, first.relation.columns())) {
        List<String> wider = new ArrayList<>(row);
        partitions.keySet().forEach(key -> wider.add(values.getOrDefault(key, "")));
        rows.add(wider);
      }
    }
    names.addAll(partitions.keySet());
    boolean whole = first.whole && chosen.size() == all.size() && rows.size() < MAX_ROWS;
    NestedColumns nested = NestedColumns.of(names, rows);
    return SampledTable.of(
        input, first.shape, first.relation, nested.names(), nested.rows(), whole);
  }

  /** All rows of an input's first file, whose shape is known. */
  SourceRelation whole(SampledTable table) {
    return relation(table.input().first(), table.shape());
  }

  Database database() {
    return database;
  }

  private Opened open(Path file) throws IOException {
    if (isParquet(file)) {
      return new Opened(relation(file, Map.of()), Map.of(), true);
    }
    FileExcerpt excerpt = FileExcerpt.of(file);
    String name = file.getFileName().toString().replaceFirst("(?i)\\.(gz|zst)$", "");
    Path copy = Files.createDirectories(scratch.resolve("f" + files++)).resolve(name);
    Files.write(copy, excerpt.bytes());
    Map<String, Object> shape = new LinkedHashMap<>();
    excerpt.encoding().ifPresent(encoding -> shape.put("encoding", encoding));
    if (RaggedLines.areBaskets(excerpt)) {
      shape.put("format", "baskets");
      return new Opened(relation(copy, shape), shape, excerpt.whole());
    }
    Opened opened = new Opened(delimited(copy, shape), shape, excerpt.whole());
    if (Set.of("csv", "tsv").contains(opened.relation.format()) && isNameless(opened)) {
      int columns = opened.relation.columns().size();
      List<String> names = new ArrayList<>();
      for (int column = 1; column <= columns; column++) {
        names.add("column" + column);
      }
      shape.put("columns", names);
      return new Opened(relation(copy, shape), shape, excerpt.whole());
    }
    return opened;
  }

  /** Opens a text file; where it seems to have one column, with the delimiter that makes most. */
  private SourceRelation delimited(Path copy, Map<String, Object> shape) {
    Optional<KuayuException> refused = Optional.empty();
    try {
      SourceRelation usual = relation(copy, shape);
      if (usual.columns().size() > 1) {
        return usual;
      }
    } catch (KuayuException e) {
      refused = Optional.of(e);
    }
    for (String delimiter : DELIMITERS) {
      Map<String, Object> tried = new LinkedHashMap<>(shape);
      tried.put("format", "csv");
      tried.put("delimiter", delimiter);
      try {
        SourceRelation other = relation(copy, tried);
        if (other.columns().size() > 1) {
          shape.putAll(tried);
          return other;
        }
      } catch (KuayuException e) {
        refused = refused.or(() -> Optional.of(e));
      }
    }
    if (refused.isPresent()) {
      throw refused.get();
    }
    return relation(copy, shape);
  }

  /** Whether the first line holds values: numbers over numbers, dates over dates. */
  private boolean isNameless(Opened opened) {
    List<String> names = opened.relation.columns();
    List<List<String>> rows = rows(opened, names);
    if (rows.isEmpty()) {
      return false;
    }
    boolean values = false;
    for (int index = 0; index < names.size(); index++) {
      int at = index;
      String name = names.get(index);
      ColumnProfile first = ColumnProfile.of(name, List.of(name));
      ColumnProfile below = ColumnProfile.of(name, rows.stream().map(row -> row.get(at)).toList());
      boolean alike =
          (first.isNumber() && below.isNumber())
              || (first.isDate() && below.isDate())
              || (below.values().contains(name) && below.repeats());
      boolean different =
          (!first.isNumber() && below.isNumber()) || (!first.isDate() && below.isDate());
      if (different) {
        return false;
      }
      values |= alike;
    }
    return values;
  }

  private SourceRelation relation(Path file, Map<String, Object> shape) {
    Map<String, Setting> keys = new LinkedHashMap<>();
    keys.put("path", new Setting.Scalar(file.toAbsolutePath().toString(), "init"));
    shape.forEach((key, value) -> keys.put(key, setting(value)));
    Settings block = Settings.of(new Setting.Tree(keys, "init"));
    SourceRelation relation = FileSource.read(block, scratch).open(database);
    if (!relation.needsRepair()) {
      return relation;
    }
    try {
      Optional<Repair> repair =
          relation.repair(scratch.resolve("repaired" + files++ + ".jsonl"), 0);
      return repair.map(Repair::readable).orElse(relation);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Setting setting(Object value) {
    return value instanceof List<?> list
        ? new Setting.Sequence(
            list.stream().map(TableReader::setting).collect(Collectors.toList()), "init")
        : new Setting.Scalar(value.toString(), "init");
  }

  private List<List<String>> rows(Opened opened, List<String> columns) {
    if (columns.isEmpty()) {
      return List.of();
    }
    String values = columns.stream().map(TableReader::shortened).collect(Collectors.joining(", "));
    try {
      return database.list(
          "SELECT %s FROM %s LIMIT %d"
              .formatted(values, opened.relation.lenient(columns), MAX_ROWS),
          row -> {
            List<String> read = new ArrayList<>();
            for (int column = 1; column <= columns.size(); column++) {
              String value = row.getString(column);
              read.add(value == null ? "" : value);
            }
            return read;
          });
    } catch (QueryException e) {
      throw e.toImportFailure();
    }
  }

  /** A long text is cut; an object of JSON has to stay whole to be read. */
  private static String shortened(String name) {
    String text = "CAST(" + Sql.name(name) + " AS VARCHAR)";
    return "CASE WHEN ltrim(%1$s)[1] IN ('{', '[') THEN substr(%1$s, 1, %2$d) ELSE substr(%1$s, 1, %3$d) END"
        .formatted(text, MAX_NESTED, MAX_TEXT);
  }

  private static boolean isParquet(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      byte[] magic = in.readNBytes(4);
      return magic.length == 4 && magic[0] == 'P' && magic[1] == 'A' && magic[2] == 'R';
    }
  }

  private record Opened(SourceRelation relation, Map<String, Object> shape, boolean whole) {}
}
