package io.kuayu.training;

import io.kuayu.core.ArraySize;

/**
 * A large table, such as the embeddings of all items, of which each step needs few rows. It is
 * stored in Java memory. A step passes copies of its rows to the engine as a leaf and returns the
 * gradient to {@link Adam}. The cost of a step therefore depends on the rows that it touches and
 * not on the size of the catalogue.
 */
public final class EmbeddingTable {
  private final String name;
  private final float[] values;
  private final int width;

  EmbeddingTable(String name, float[] values, int width) {
    this.name = name;
    this.values = values;
    this.width = width;
    if (values.length % width != 0) {
      throw new IllegalArgumentException(name + " is no table of width " + width);
    }
  }

  public String name() {
    return name;
  }

  public int width() {
    return width;
  }

  /** Number of rows. */
  public int rows() {
    return values.length / width;
  }

  /** The table itself, {@code [rows, width]}: writes to it change the table. */
  public float[] values() {
    return values;
  }

  /** Copies of the rows, {@code [chosen.length, width]}. */
  public float[] gather(int[] chosen) {
    float[] copies =
        new float[ArraySize.product("numbers of the rows of " + name, chosen.length, width)];
    for (int index = 0; index < chosen.length; index++) {
      System.arraycopy(values, chosen[index] * width, copies, index * width, width);
    }
    return copies;
  }

  /**
   * The gradient of some rows.
   *
   * @param rows which ones, each once
   * @param values {@code [rows.length, width]}
   */
  public Gradient gradient(int[] rows, float[] values) {
    return new Gradient(this, rows, values);
  }

  /** The gradient of a step for some rows of a table. */
  public static final class Gradient {
    private final EmbeddingTable table;
    private final int[] rows;
    private final float[] values;

    private Gradient(EmbeddingTable table, int[] rows, float[] values) {
      this.table = table;
      this.rows = rows;
      this.values = values;
      if ((long) rows.length * table.width != values.length) {
        throw new IllegalArgumentException(
            values.length + " slopes are none for " + rows.length + " rows of " + table.name);
      }
    }

    /** The table of the rows. */
    public EmbeddingTable table() {
      return table;
    }

    int[] rows() {
      return rows;
    }

    float[] values() {
      return values;
    }
  }
}
