package io.kuayu.corpus.format;

import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.Sql;
import io.kuayu.corpus.source.ColumnRole;
import io.kuayu.corpus.source.Repair;
import io.kuayu.corpus.source.Repair.Broken;
import io.kuayu.corpus.source.RowPlace;
import io.kuayu.corpus.source.SourceRelation;
import io.kuayu.corpus.source.WellKnownColumns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Several files as one relation, one after the other. Its columns are those of all files, and those
 * that the names of folders give; a file without a column has no value there.
 */
final class FileSetRelation implements SourceRelation {
  private final Database database;
  private final List<Member> members;

  FileSetRelation(Database database, List<Member> members) {
    this.database = database;
    this.members = List.copyOf(members);
  }

  /**
   * One of the files.
   *
   * @param description of the file
   * @param original the file
   * @param readable the file, or its copy without broken records
   * @param partition values by column that the names of its folders give, as in {@code
   *     day=2025-01-01}
   */
  record Member(
      String description,
      SourceRelation original,
      SourceRelation readable,
      Map<String, String> partition) {
    Member {
      partition = Map.copyOf(partition);
    }

    private String rows(Collection<String> used, boolean lenient) {
      List<String> own = used.stream().filter(original.columns()::contains).toList();
      List<String> read = own.isEmpty() ? List.of(original.columns().getFirst()) : own;
      return "SELECT %s FROM %s"
          .formatted(
              used.stream().map(this::value).collect(Collectors.joining(", ")),
              lenient ? readable.lenient(read) : readable.relation(read));
    }

    private String value(String column) {
      if (original.columns().contains(column)) {
        return Sql.name(column);
      }
      String value = partition.containsKey(column) ? Sql.text(partition.get(column)) : "NULL";
      return value + " AS " + Sql.name(column);
    }
  }

  @Override
  public String format() {
    return members.stream()
        .map(member -> member.original.format())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  @Override
  public List<String> columns() {
    Set<String> columns = new LinkedHashSet<>();
    members.forEach(member -> columns.addAll(member.original.columns()));
    members.forEach(member -> columns.addAll(member.partition.keySet().stream().sorted().toList()));
    return List.copyOf(columns);
  }

  @Override
  public String relation(Collection<String> used) {
    return union(used, false);
  }

  @Override
  public String lenient(Collection<String> used) {
    return union(used, true);
  }

  private String union(Collection<String> used, boolean lenient) {
    List<String> columns = used.isEmpty() ? columns().subList(0, 1) : List.copyOf(used);
    return members.stream()
        .map(member -> member.rows(columns, lenient))
        .collect(Collectors.joining(" UNION ALL ", "(", ")"));
  }

  @Override
  public Map<ColumnRole, List<String>> roles() {
    Map<ColumnRole, List<String>> roles = new EnumMap<>(ColumnRole.class);
    roles.putAll(WellKnownColumns.rolesWithoutValue(columns()));
    members.reversed().forEach(member -> roles.putAll(member.original.roles()));
    return roles;
  }

  @Override
  public Optional<String> itemSeparator() {
    return members.getFirst().original.itemSeparator();
  }

  @Override
  public Map<Long, RowPlace> places(Collection<Long> rows, SourceRelation readable) {
    return readable instanceof FileSetRelation read ? read.places(rows) : places(rows);
  }

  private Map<Long, RowPlace> places(Collection<Long> rows) {
    Map<Long, RowPlace> places = new HashMap<>();
    long last = rows.stream().mapToLong(Long::longValue).max().orElse(-1);
    long begin = 0;
    for (Member member : members) {
      if (begin > last) {
        break;
      }
      long end =
          begin
              + database.number(
                  "SELECT count(*) FROM "
                      + member.readable.relation(member.original.columns().subList(0, 1)));
      long from = begin;
      List<Long> own =
          rows.stream().filter(row -> row >= from && row < end).map(row -> row - from).toList();
      Map<Long, Long> positions = own.isEmpty() ? Map.of() : member.original.positions(own);
      for (long row : own) {
        places.put(
            row + from,
            new RowPlace(Optional.of(member.description), positions.getOrDefault(row, row + 1)));
      }
      begin = end;
    }
    return places;
  }

  @Override
  public boolean needsRepair() {
    return members.stream().anyMatch(member -> member.original.needsRepair());
  }

  @Override
  public Optional<Repair> repair(Path copy, int shown) throws IOException {
    List<Member> mended = new ArrayList<>();
    List<Broken> first = new ArrayList<>();
    long count = 0;
    long misencoded = 0;
    boolean any = false;
    for (int index = 0; index < members.size(); index++) {
      Member member = members.get(index);
      Path own = copy.resolveSibling(copy.getFileName() + "-" + index);
      Optional<Repair> repair = member.original.repair(own, shown - first.size());
      any |= repair.isPresent();
      mended.add(
          new Member(
              member.description,
              member.original,
              repair.map(Repair::readable).orElse(member.readable),
              member.partition));
      if (repair.isPresent()) {
        count += repair.get().count();
        misencoded += repair.get().misencoded();
        repair.get().first().forEach(broken -> first.add(broken.in(member.description)));
      }
    }
    return any
        ? Optional.of(new Repair(new FileSetRelation(database, mended), count, misencoded, first))
        : Optional.empty();
  }
}
