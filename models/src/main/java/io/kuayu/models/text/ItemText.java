package io.kuayu.models.text;

/**
 * What is compared of an item's text.
 *
 * @param vector of the encoder, whitened, of length 1
 * @param words {@link WordVector#NONE} where words are not compared
 */
@SuppressWarnings("ArrayRecordComponent") // Rows of a hot path.
record ItemText(float[] vector, WordVector words) {
  /** The similarity of two texts, summed in double precision. */
  double similarity(ItemText other, TextSimilarity how) {
    double sum = 0;
    for (int d = 0; d < vector.length; d++) {
      sum += (double) vector[d] * other.vector[d];
    }
    return how.readsWords()
        ? (1 - how.wordShare()) * sum + how.wordShare() * words.cosine(other.words)
        : sum;
  }
}
