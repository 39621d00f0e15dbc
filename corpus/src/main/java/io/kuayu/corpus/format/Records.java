package io.kuayu.corpus.format;

import io.kuayu.corpus.source.Repair.Broken;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The records of a text file, read one by one. It is slower than DuckDB and hence asked only where
 * DuckDB refuses a file or where a line number is wanted; a pass reads about 100 MB a second.
 */
public final class Records {
  private final Path path;
  private final Compression compression;
  private final RecordShape shape;

  Records(Path path, Compression compression, RecordShape shape) {
    this.path = path;
    this.compression = compression;
    this.shape = shape;
  }

  /**
   * The records that a repair left out.
   *
   * @param count number of them
   * @param misencoded how many of them are no text in UTF-8
   * @param first the first of them
   */
  record BrokenRecords(long count, long misencoded, List<Broken> first) {
    BrokenRecords {
      first = List.copyOf(first);
    }
  }

  /**
   * Copies the whole records and leaves out the broken ones.
   *
   * @param copy the file to write, unpacked, with line feeds
   * @param shown how many broken records to tell
   */
  BrokenRecords repair(Path copy, int shown) throws IOException {
    List<Broken> first = new ArrayList<>();
    long broken = 0;
    long misencoded = 0;
    try (InputStream in = compression.open(path);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(copy), 1 << 17)) {
      PhysicalLines lines = shape.lines(in);
      for (Optional<RecordShape.TextRecord> next = shape.next(lines);
          next.isPresent();
          next = shape.next(lines)) {
        RecordShape.TextRecord record = next.get();
        if (record.broken().isPresent()) {
          broken++;
          misencoded += record.broken().get().equals(RecordShape.NOT_UTF8) ? 1 : 0;
          if (first.size() < shown) {
            first.add(
                new Broken(
                    record.firstLine(),
                    record.broken().get(),
                    Excerpt.of(record.lines().getFirst().bytes())));
          }
        } else {
          for (PhysicalLines.Line line : record.lines()) {
            out.write(line.bytes());
            out.write('\n');
          }
        }
      }
    }
    return new BrokenRecords(broken, misencoded, first);
  }

  /**
   * The lines on which the records of some rows begin.
   *
   * @param numbers of rows, from 0, broken ones and the header not counted
   * @return line numbers from 1; a row that the file does not have is left out
   */
  Map<Long, Long> linesOf(Collection<Long> numbers) {
    NavigableSet<Long> wanted = new TreeSet<>(numbers);
    Map<Long, Long> found = new TreeMap<>();
    long number = 0;
    int headers = shape.headers();
    try (InputStream in = compression.open(path)) {
      PhysicalLines lines = shape.lines(in);
      while (found.size() < wanted.size()) {
        Optional<RecordShape.TextRecord> record = shape.next(lines);
        if (record.isEmpty()) {
          break;
        }
        if (record.get().broken().isEmpty()) {
          long next = number + (headers-- > 0 ? 0 : shape.rows(record.get()));
          for (long row : wanted.subSet(number, next)) {
            found.put(row, record.get().firstLine());
          }
          number = next;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }
}
