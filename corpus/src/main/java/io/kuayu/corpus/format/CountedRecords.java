package io.kuayu.corpus.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * The records of another shape, each of which makes other than one row.
 *
 * @param shape where records begin and end
 * @param count of the rows that a whole record makes
 */
record CountedRecords(RecordShape shape, ToIntFunction<TextRecord> count) implements RecordShape {
  @Override
  public Optional<TextRecord> next(PhysicalLines lines) throws IOException {
    return shape.next(lines);
  }

  @Override
  public PhysicalLines lines(InputStream in) {
    return shape.lines(in);
  }

  @Override
  public int headers() {
    return shape.headers();
  }

  @Override
  public int rows(TextRecord record) {
    return count.applyAsInt(record);
  }
}
