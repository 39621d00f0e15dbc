package io.kuayu.models.sparse;

import io.kuayu.core.ArraySize;
import io.kuayu.core.Parallel;
import io.kuayu.model.MinUserSupport;
import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;
import java.util.Arrays;

/**
 * A sparse matrix by rows, {@code [items, items]}, columns rising within a row; 8 bytes a value.
 */
public final class SparseMatrix {
  private static final int ROWS_A_PIECE = 64;

  private final int[] offsets;
  private final int[] columns;
  private final float[] values;

  private SparseMatrix(int[] offsets, int[] columns, float[] values) {
    this.offsets = offsets;
    this.columns = columns;
    this.values = values;
  }

  /** Fills one row of a matrix. */
  @FunctionalInterface
  public interface RowMaker {
    /** Adds the values of the row, which is empty at the call. */
    void fill(int row, Row target);
  }

  /**
   * Makes a matrix row by row, on several threads.
   *
   * @param size rows, and columns
   * @param maxPerRow maximum number of values kept in a row, the largest ones
   */
  public static SparseMatrix make(int size, int maxPerRow, int threads, RowMaker maker) {
    int pieces = Math.ceilDiv(size, ROWS_A_PIECE);
    int[][] pieceColumns = new int[pieces][];
    float[][] pieceValues = new float[pieces][];
    int[] offsets = new int[size + 1];
    ThreadLocal<Row> rows = ThreadLocal.withInitial(() -> new Row(size));
    Parallel.forEach(
        threads,
        pieces,
        piece -> {
          int[] columns = new int[1024];
          float[] values = new float[1024];
          int count = 0;
          Row row = rows.get();
          for (int r = piece * ROWS_A_PIECE; r < Math.min(size, (piece + 1) * ROWS_A_PIECE); r++) {
            maker.fill(r, row);
            int length = row.finish(maxPerRow);
            int needed = size((long) count + length);
            if (needed > columns.length) {
              int capacity = Math.clamp(2L * columns.length, needed, ArraySize.MAX);
              columns = Arrays.copyOf(columns, capacity);
              values = Arrays.copyOf(values, capacity);
            }
            row.drainTo(columns, values, count);
            count += length;
            offsets[r + 1] = length;
          }
          pieceColumns[piece] = Arrays.copyOf(columns, count);
          pieceValues[piece] = Arrays.copyOf(values, count);
        });
    return joined(offsets, pieceColumns, pieceValues);
  }

  private static SparseMatrix joined(int[] offsets, int[][] pieceColumns, float[][] pieceValues) {
    long total = 0;
    for (int row = 1; row < offsets.length; row++) {
      total += offsets[row];
      offsets[row] = size(total);
    }
    int[] columns = new int[size(total)];
    float[] values = new float[size(total)];
    int at = 0;
    for (int piece = 0; piece < pieceColumns.length; piece++) {
      System.arraycopy(pieceColumns[piece], 0, columns, at, pieceColumns[piece].length);
      System.arraycopy(pieceValues[piece], 0, values, at, pieceValues[piece].length);
      at += pieceColumns[piece].length;
    }
    return new SparseMatrix(offsets, columns, values);
  }

  private static int size(long values) {
    return ArraySize.of(
        values,
        "values of the matrix of items",
        "set 'neighbours' to a smaller number, or remove rare items (clean.k-core)");
  }

  /** Number of rows. */
  public int size() {
    return offsets.length - 1;
  }

  /** First place of a row in {@link #column} and {@link #value}. */
  public int begin(int row) {
    return offsets[row];
  }

  /** One past the last place of a row. */
  public int end(int row) {
    return offsets[row + 1];
  }

  public int column(int place) {
    return columns[place];
  }

  public float value(int place) {
    return values[place];
  }

  /** The value of a cell, 0 if none is stored. */
  public float at(int row, int column) {
    int place = Arrays.binarySearch(columns, offsets[row], offsets[row + 1], column);
    return place < 0 ? 0 : values[place];
  }

  public void save(ModelWriter out) {
    out.ints("offsets", offsets, offsets.length);
    out.ints("columns", columns, columns.length);
    out.floats("values", values, values.length);
  }

  public static SparseMatrix load(ModelReader in) {
    return new SparseMatrix(in.ints("offsets"), in.ints("columns"), in.floats("values"));
  }

  /** A row under construction: dense sums and a list of the touched columns. */
  public static final class Row {
    private final float[] sums;
    private final boolean[] seen;
    private final int[] people;
    private final int[] lastPerson;
    private int[] touched = new int[64];
    private int count;

    private Row(int size) {
      sums = new float[size];
      seen = new boolean[size];
      people = new int[size];
      lastPerson = new int[size];
    }

    /** Adds to a column. */
    public void add(int column, float amount) {
      if (!seen[column]) {
        seen[column] = true;
        if (count == touched.length) {
          touched = Arrays.copyOf(touched, 2 * count);
        }
        touched[count++] = column;
      }
      sums[column] += amount;
    }

    /** Adds an event of a user; all events of one user are added before those of the next. */
    public void add(int column, float amount, int person) {
      add(column, amount);
      if (lastPerson[column] != person + 1) {
        lastPerson[column] = person + 1;
        people[column]++;
      }
    }

    /** Clears the columns to which too few users contributed. */
    public void keep(MinUserSupport support) {
      for (int n = 0; n < count; n++) {
        if (!support.allows(people[touched[n]])) {
          sums[touched[n]] = 0;
        }
      }
    }

    /** Number of columns that were added to. */
    public int count() {
      return count;
    }

    /** The n-th column that was added to. */
    public int column(int n) {
      return touched[n];
    }

    public float sum(int column) {
      return sums[column];
    }

    public void set(int column, float value) {
      sums[column] = value;
    }

    /** Drops zeros and all but the largest values, sorts by column, and returns the number left. */
    private int finish(int max) {
      float threshold = Float.NEGATIVE_INFINITY;
      if (count > max) {
        float[] sorted = new float[count];
        for (int n = 0; n < count; n++) {
          sorted[n] = sums[touched[n]];
        }
        Arrays.sort(sorted);
        threshold = sorted[count - max];
      }
      int kept = 0;
      for (int n = 0; n < count; n++) {
        int column = touched[n];
        seen[column] = false;
        people[column] = 0;
        lastPerson[column] = 0;
        if (sums[column] != 0 && sums[column] >= threshold) {
          touched[kept++] = column;
        } else {
          sums[column] = 0;
        }
      }
      count = kept;
      Arrays.sort(touched, 0, count);
      return count;
    }

    private void drainTo(int[] columns, float[] values, int at) {
      for (int n = 0; n < count; n++) {
        columns[at + n] = touched[n];
        values[at + n] = sums[touched[n]];
        sums[touched[n]] = 0;
      }
      count = 0;
    }
  }
}
