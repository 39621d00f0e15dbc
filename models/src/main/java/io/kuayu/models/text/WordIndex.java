package io.kuayu.models.text;

import java.util.Arrays;

/** The words of one domain's items by position, and the positions of each word. */
final class WordIndex {
  private final WordVector[] rows;
  private final int[] begins;
  private final int[] positions;
  private final float[] weights;

  private WordIndex(WordVector[] rows, int[] begins, int[] positions, float[] weights) {
    this.rows = rows;
    this.begins = begins;
    this.positions = positions;
    this.weights = weights;
  }

  /**
   * Indexes the words of all items of a domain.
   *
   * @param rows in the order of positions; the array is kept
   * @param vocabulary number of words
   */
  static WordIndex of(WordVector[] rows, int vocabulary) {
    int[] begins = new int[vocabulary + 1];
    for (WordVector row : rows) {
      for (int word : row.words()) {
        begins[word + 1]++;
      }
    }
    Arrays.parallelPrefix(begins, Integer::sum);
    int[] next = begins.clone();
    int[] positions = new int[begins[vocabulary]];
    float[] weights = new float[positions.length];
    for (int position = 0; position < rows.length; position++) {
      WordVector row = rows[position];
      for (int index = 0; index < row.words().length; index++) {
        int at = next[row.words()[index]]++;
        positions[at] = position;
        weights[at] = row.weights()[index];
      }
    }
    return new WordIndex(rows, begins, positions, weights);
  }

  WordVector row(int position) {
    return rows[position];
  }

  /** A copy of all rows with room for more items. */
  WordVector[] rows(int items) {
    WordVector[] grown = Arrays.copyOf(rows, items);
    Arrays.fill(grown, rows.length, items, WordVector.NONE);
    return grown;
  }

  /**
   * Adds the cosines of a text with the items from {@code first} on.
   *
   * @param share what a cosine is multiplied by
   * @param sums of the items from {@code first} to {@code first + sums.length}
   */
  void add(WordVector text, int first, float share, float[] sums) {
    for (int index = 0; index < text.words().length; index++) {
      int word = text.words()[index];
      float factor = share * text.weights()[index];
      int end = begins[word + 1];
      int at = Arrays.binarySearch(positions, begins[word], end, first);
      for (at = at < 0 ? -at - 1 : at; at < end && positions[at] - first < sums.length; at++) {
        sums[positions[at] - first] += factor * weights[at];
      }
    }
  }
}
