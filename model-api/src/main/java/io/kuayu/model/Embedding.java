package io.kuayu.model;

/** A vector for each item, such that alike items are near: for diversity and similar items. */
public interface Embedding {
  /** The model family that made the vectors. */
  String family();

  /** Numbers a vector has. */
  int dimension();

  /**
   * Whether anything is known of the item; if not, its vector is zero.
   *
   * @param item its ordinal
   */
  boolean has(int item);

  /**
   * Writes an item's vector, of any length.
   *
   * @param target written from {@code at}, {@link #dimension} numbers
   */
  void copy(int item, float[] target, int at);
}
