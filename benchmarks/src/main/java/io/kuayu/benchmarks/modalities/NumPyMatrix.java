package io.kuayu.benchmarks.modalities;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A matrix from a file of NumPy's format 1 (NEP 1) that holds little-endian numbers of four or
 * eight bytes, row by row.
 *
 * @param rows how many rows there are
 * @param columns how many columns there are
 * @param values {@code [rows, columns]}
 */
@SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
record NumPyMatrix(int rows, int columns, float[] values) {
  private static final int HEADER_LENGTH_AT = 8;
  private static final int HEADER_AT = 10;
  private static final Pattern HEADER =
      Pattern.compile(
          ".*'descr': '<f([48])'.*'fortran_order': False.*'shape': \\((\\d+), (\\d+)\\).*",
          Pattern.DOTALL);

  /** Reads a file into memory. */
  static NumPyMatrix read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.remaining() < HEADER_AT || bytes.get(6) != 1) {
      throw new IOException(file + " is no matrix in NumPy's format 1");
    }
    int length = Short.toUnsignedInt(bytes.getShort(HEADER_LENGTH_AT));
    String header =
        new String(
            bytes.array(),
            HEADER_AT,
            Math.min(length, bytes.limit() - HEADER_AT),
            StandardCharsets.ISO_8859_1);
    Matcher described = HEADER.matcher(header);
    if (!described.matches()) {
      throw new IOException(file + " holds no matrix of little-endian numbers by rows: " + header);
    }
    int rows = Integer.parseInt(described.group(2));
    int columns = Integer.parseInt(described.group(3));
    boolean single = described.group(1).equals("4");
    bytes.position(HEADER_AT + length);
    float[] values = new float[Math.multiplyExact(rows, columns)];
    if (bytes.remaining() != (long) values.length * (single ? Float.BYTES : Double.BYTES)) {
      throw new IOException(file + " is cut, or longer than its header says");
    }
    for (int at = 0; at < values.length; at++) {
      values[at] = single ? bytes.getFloat() : (float) bytes.getDouble();
    }
    return new NumPyMatrix(rows, columns, values);
  }

  /** A row as numbers separated by blanks. */
  String text(int row) {
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < columns; column++) {
      text.append(column == 0 ? "" : " ").append(values[row * columns + column]);
    }
    return text.toString();
  }
}
