package io.kuayu.corpus.format;

import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.Sql;
import io.kuayu.corpus.source.ColumnRole;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One line a basket with its items alone, such as {@code milk,bread,eggs}, without a header, a
 * person or a time. Each basket is a person of its own, named by the file and the line.
 */
public final class BasketRecords implements FileFormat {
  /** What may stand between the items of a line, the likeliest first. */
  public static final List<String> SEPARATORS = List.of(",", ";", "\t", "|", " ");

  /** A byte that no text of UTF-8 holds as a character of its own lines. */
  private static final String NEVER = "\u0001";

  @Override
  public String name() {
    return "baskets";
  }

  /** Never: lines of words look like many things, so that a configuration has to say it. */
  @Override
  public boolean recognises(FileSample sample) {
    return false;
  }

  @Override
  public Table open(FileSource file, FileSample sample, Database database) {
    String separator =
        file.delimiter()
            .or(
                () ->
                    SEPARATORS.stream()
                        .filter(
                            mark -> sample.lines().stream().anyMatch(line -> line.contains(mark)))
                        .findFirst())
            .orElse(",");
    Dialect dialect = new Dialect(NEVER, "", file.header().orElse(false), file.databaseEncoding());
    return new BasketTable(
        new DelimitedTable(
            name(),
            file.content(),
            sample.compression(),
            dialect,
            List.of(BasketTable.ITEMS),
            Map.of()),
        String.valueOf(file.path().getFileName()),
        separator);
  }

  /**
   * The lines of a file as one row a basket.
   *
   * @param lines the file as one column
   * @param file its name
   * @param separator between items
   */
  private record BasketTable(DelimitedTable lines, String file, String separator) implements Table {
    static final String BASKET = "basket";
    static final String ITEMS = "items";

    @Override
    public String format() {
      return lines.format();
    }

    @Override
    public List<String> columns() {
      return List.of(BASKET, ITEMS);
    }

    @Override
    public String relation(Collection<String> used) {
      return numbered(lines.relation(List.of(ITEMS)));
    }

    @Override
    public String lenient(Collection<String> used) {
      return numbered(lines.lenient(List.of(ITEMS)));
    }

    private String numbered(String relation) {
      return "(SELECT * FROM (SELECT %s || row_number() OVER () AS %s, %s FROM %s) WHERE trim(%3$s) <> '')"
          .formatted(Sql.text(file + ":"), BASKET, ITEMS, relation);
    }

    @Override
    public Map<ColumnRole, List<String>> roles() {
      return Map.of(ColumnRole.USER, List.of(BASKET), ColumnRole.ITEM, List.of(ITEMS));
    }

    @Override
    public Optional<String> itemSeparator() {
      return Optional.of(separator);
    }

    @Override
    public Optional<Records> records() {
      return Optional.of(
          new Records(
              lines.path(),
              lines.compression(),
              new DelimitedShape(lines.dialect(), 1).counting(BasketTable::rows)));
    }

    private static int rows(RecordShape.TextRecord record) {
      String line = new String(record.lines().getFirst().bytes(), StandardCharsets.UTF_8);
      return line.isBlank() ? 0 : 1;
    }

    @Override
    public Table over(Path copy) {
      return new BasketTable((DelimitedTable) lines.over(copy), file, separator);
    }
  }
}
