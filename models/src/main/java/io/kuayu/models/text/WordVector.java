package io.kuayu.models.text;

/**
 * The words of a text by their number in a vocabulary, ascending and distinct, with weights of
 * length 1 together.
 *
 * @param words their numbers, {@code [words]}
 * @param weights of each, {@code [words]}
 */
@SuppressWarnings("ArrayRecordComponent") // Rows of a hot path.
record WordVector(int[] words, float[] weights) {
  static final WordVector NONE = new WordVector(new int[0], new float[0]);

  /** The cosine of two texts by their words, from 0 to 1. */
  float cosine(WordVector other) {
    float sum = 0;
    int own = 0;
    int theirs = 0;
    while (own < words.length && theirs < other.words.length) {
      int order = Integer.compare(words[own], other.words[theirs]);
      if (order == 0) {
        sum += weights[own] * other.weights[theirs];
      }
      own += order <= 0 ? 1 : 0;
      theirs += order >= 0 ? 1 : 0;
    }
    return sum;
  }
}
