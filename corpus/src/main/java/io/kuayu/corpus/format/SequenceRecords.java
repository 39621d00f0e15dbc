package io.kuayu.corpus.format;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.source.WellKnownColumns;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * One line a person with the items in the order in which they came, separated by spaces and without
 * times: {@code user item item …}, or columns separated by tabs of which the last holds the items.
 * Reads as one row an event, with the columns {@code item} and {@code position}.
 */
public final class SequenceRecords implements FileFormat {
  private static final List<String> PLAIN = List.of("line");

  @Override
  public String name() {
    return "sequences";
  }

  /** Never: lines of words look like many things, so that a configuration has to say it. */
  @Override
  public boolean recognises(FileSample sample) {
    return false;
  }

  @Override
  public Table open(FileSource file, FileSample sample, Database database) {
    Dialect dialect = Dialect.of(file, "\t", "");
    boolean plain = !sample.firstLine().contains(dialect.delimiter());
    if (plain) {
      return new SequenceTable(
          new DelimitedTable(
              name(),
              file.content(),
              sample.compression(),
              file.header().isPresent() ? dialect : dialect.withoutHeader(),
              PLAIN,
              Map.of()));
    }
    DelimitedTable table =
        DelimitedTable.withHeader(
            name(), file, sample, dialect, WellKnownColumns::rolesWithoutValue);
    for (String made : SequenceTable.MADE) {
      if (table.columns().subList(0, table.columns().size() - 1).contains(made)) {
        throw new KuayuException(
            ErrorCode.INVALID_COLUMNS,
            "%s: %s has a column '%s', and so has every event of a sequence"
                .formatted(file.place(), file.path(), made),
            "give its columns other names with 'columns' and set 'header: true'");
      }
    }
    return new SequenceTable(table);
  }

  /** How many events a line holds. */
  static int events(byte[] line, String delimiter, boolean plain) {
    String text = new String(line, StandardCharsets.UTF_8);
    String items = plain ? text : text.substring(text.lastIndexOf(delimiter) + 1);
    int count = 0;
    for (String piece : items.split(" ", -1)) {
      count += piece.isEmpty() ? 0 : 1;
    }
    return plain ? Math.max(0, count - 1) : count;
  }
}
