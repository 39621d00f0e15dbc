package io.kuayu.corpus.format;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of a small CSV file whose first line names its columns, one by one with their lines. For
 * files that people write by hand; events and items are read by DuckDB.
 */
public final class TextRows {
  private static final Dialect CSV = new Dialect(",", "\"", true, Optional.empty());

  private TextRows() {}

  /** What is done with rows. */
  public interface Reader {
    /**
     * The columns that the first line names, before any row; throws where they are not those that
     * it needs.
     */
    void columns(List<String> names);

    /**
     * A whole row.
     *
     * @param line where it begins, from 1
     * @param values by column
     */
    void row(long line, Map<String, String> values);

    /**
     * One that cannot be read.
     *
     * @param line where it begins, from 1
     * @param reason what is wrong with it
     */
    void broken(long line, String reason);
  }

  /**
   * Reads a file to its end; it may be packed.
   *
   * @throws KuayuException where it cannot be read at all, or is empty
   */
  public static void each(Path file, Reader reader) {
    try (InputStream in = Compression.of(file).open(file)) {
      PhysicalLines lines = new PhysicalLines(in);
      PhysicalLines.Line first =
          lines
              .next()
              .orElseThrow(
                  () ->
                      new KuayuException(
                          ErrorCode.DATA_UNREADABLE,
                          file + " is empty",
                          "its first line names the columns"));
      List<String> columns = DelimitedShape.split(first.bytes(), CSV);
      reader.columns(columns.stream().map(String::strip).toList());
      DelimitedShape shape = new DelimitedShape(CSV, columns.size());
      for (Optional<RecordShape.TextRecord> next = shape.next(lines);
          next.isPresent();
          next = shape.next(lines)) {
        RecordShape.TextRecord record = next.get();
        if (record.broken().isPresent()) {
          reader.broken(record.firstLine(), record.broken().get());
        } else {
          List<String> values = DelimitedShape.split(whole(record), CSV);
          Map<String, String> row = new LinkedHashMap<>();
          columns.forEach(column -> row.put(column.strip(), values.get(columns.indexOf(column))));
          reader.row(record.firstLine(), row);
        }
      }
    } catch (IOException e) {
      throw new KuayuException(
          ErrorCode.DATA_UNREADABLE,
          file + " cannot be read (" + e + ")",
          "see that it is there and may be read",
          e);
    }
  }

  private static byte[] whole(RecordShape.TextRecord record) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (PhysicalLines.Line line : record.lines()) {
      if (whole.size() > 0) {
        whole.writeBytes("\n".getBytes(StandardCharsets.US_ASCII));
      }
      whole.writeBytes(line.bytes());
    }
    return whole.toByteArray();
  }
}
