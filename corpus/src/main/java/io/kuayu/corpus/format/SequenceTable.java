package io.kuayu.corpus.format;

import io.kuayu.corpus.database.Sql;
import io.kuayu.corpus.source.ColumnRole;
import io.kuayu.corpus.source.WellKnownColumns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A file of sequences as one row an event.
 *
 * @param lines the file as it is: one column for a plain line, otherwise the last holds the items
 */
record SequenceTable(DelimitedTable lines) implements Table {
  static final String ITEM = "item";
  static final String POSITION = "position";
  static final List<String> MADE = List.of(ITEM, POSITION);

  private static final String USER = "user";

  private boolean isPlain() {
    return lines.columns().size() == 1;
  }

  @Override
  public String format() {
    return lines.format();
  }

  /** What a line says of the person. */
  private List<String> own() {
    return isPlain() ? List.of(USER) : lines.columns().subList(0, lines.columns().size() - 1);
  }

  @Override
  public List<String> columns() {
    List<String> columns = new ArrayList<>(own());
    columns.addAll(MADE);
    return columns;
  }

  @Override
  public String relation(Collection<String> used) {
    return events(lines.relation(lines.columns()));
  }

  @Override
  public String lenient(Collection<String> used) {
    return events(lines.lenient(lines.columns()));
  }

  private String events(String relation) {
    String last = Sql.name(lines.columns().getLast());
    String pieces = "list_filter(string_split(%s, ' '), lambda piece: piece <> '')".formatted(last);
    String kept =
        isPlain()
            ? "pieces[1] AS " + Sql.name(USER)
            : own().stream().map(Sql::name).collect(Collectors.joining(", "));
    String items = isPlain() ? "pieces[2:]" : "pieces";
    return "(SELECT %1$s, unnest(%2$s) AS %3$s, unnest(range(1, len(%2$s) + 1)) AS %4$s FROM (SELECT *, %5$s AS pieces FROM %6$s))"
        .formatted(kept, items, Sql.name(ITEM), Sql.name(POSITION), pieces, relation);
  }

  @Override
  public Map<ColumnRole, List<String>> roles() {
    Map<ColumnRole, List<String>> roles = new EnumMap<>(ColumnRole.class);
    List<String> user = WellKnownColumns.roles(own()).getOrDefault(ColumnRole.USER, List.of());
    if (!user.isEmpty()) {
      roles.put(ColumnRole.USER, user);
    }
    roles.put(ColumnRole.ITEM, List.of(ITEM));
    roles.put(ColumnRole.ORDER, List.of(POSITION));
    return roles;
  }

  @Override
  public Optional<Records> records() {
    Dialect dialect = lines.dialect();
    RecordShape shape = new DelimitedShape(dialect, lines.columns().size());
    return Optional.of(
        new Records(
            lines.path(),
            lines.compression(),
            shape.counting(
                record ->
                    SequenceRecords.events(
                        record.lines().getLast().bytes(), dialect.delimiter(), isPlain()))));
  }

  @Override
  public Table over(Path copy) {
    return new SequenceTable((DelimitedTable) lines.over(copy));
  }
}
