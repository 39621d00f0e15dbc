package io.kuayu.model.bundle;

import dev.hardwood.reader.ColumnReader;
import io.kuayu.core.PackedItems.Stretch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The texts of one column in some rows, as UTF-8 one after the other, so that rows need no objects.
 * Null values become empty.
 */
final class Texts {
  private static final int CHARACTERS = 1 << 13;
  private static final int CONTINUATION_MASK = 0xC0;
  private static final int CONTINUATION = 0x80;

  private final byte[] bytes;

  /** {@code [rows + 1]}: where each begins, and the end of the last. */
  private final int[] offsets;

  private Texts(byte[] bytes, int[] offsets) {
    this.bytes = bytes;
    this.offsets = offsets;
  }

  /**
   * The texts of a column's current rows.
   *
   * @throws IOException if one is not UTF-8: two ids that differ only in invalid bytes would be
   *     read as one
   */
  static Texts of(ColumnReader column) throws IOException {
    Texts texts = new Texts(column.getBinaryValues(), column.getBinaryOffsets());
    texts.check(column.getRecordCount());
    return texts;
  }

  private void check(int rows) throws IOException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer all = ByteBuffer.wrap(bytes, 0, offsets[rows]);
    CharBuffer decoded = CharBuffer.allocate(CHARACTERS);
    CoderResult result;
    do {
      result = decoder.decode(all, decoded.clear(), true);
    } while (result.isOverflow());
    // The parts are UTF-8 where the whole is and none of them begins inside a character.
    boolean fits = result.isUnderflow();
    for (int row = 0; fits && row < rows; row++) {
      boolean isEmpty = offsets[row] == offsets[row + 1];
      fits = isEmpty || (bytes[offsets[row]] & CONTINUATION_MASK) != CONTINUATION;
    }
    if (!fits) {
      throw new IOException("a text is not UTF-8");
    }
  }

  boolean is(byte[] text, int row) {
    return Arrays.equals(bytes, offsets[row], offsets[row + 1], text, 0, text.length);
  }

  /** A copy of one. */
  String text(int row) {
    return new String(bytes, offsets[row], offsets[row + 1] - offsets[row], StandardCharsets.UTF_8);
  }

  /** Adds a text as the next field of an item. */
  void add(int row, Stretch items) {
    items.field(bytes, offsets[row], offsets[row + 1]);
  }
}
