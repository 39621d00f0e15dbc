package com.example.kuayu.hashing;

import io.kuayu.core.content.Content;
import io.kuayu.core.content.Modality;
import io.kuayu.encoders.ContentReader;
import io.kuayu.encoders.EncodedBatch;
import io.kuayu.encoders.EncoderIdentity;
import io.kuayu.encoders.ItemEncoder;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Adds one signed unit a word to a vector of fixed length, at the place that the word's hash says
 * (Weinberger et al., Feature hashing for large scale multitask learning, ICML 2009). Texts that
 * share words get similar vectors.
 */
final class HashingEncoder implements ItemEncoder {
  static final String NAME = "hashing";
  private static final int BITS = 8;
  private static final int DIMENSION = 1 << BITS;
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  /** Change it whenever the same text would get another vector: cached vectors depend on it. */
  private static final String FINGERPRINT = "1";

  @Override
  public EncoderIdentity identity() {
    return new EncoderIdentity(Modality.TEXT, NAME, String.valueOf(DIMENSION), FINGERPRINT);
  }

  @Override
  public int dimension() {
    return DIMENSION;
  }

  @Override
  public String licence() {
    return HashingEncoderProvider.LICENCE;
  }

  @Override
  public EncodedBatch encode(List<Content> contents) {
    float[][] vectors = new float[contents.size()][];
    boolean[] present = new boolean[vectors.length];
    for (int index = 0; index < vectors.length; index++) {
      vectors[index] = counts(ContentReader.text(contents.get(index)));
      present[index] = normalize(vectors[index]);
    }
    return new EncodedBatch(vectors, present);
  }

  private static float[] counts(String text) {
    float[] vector = new float[DIMENSION];
    WORD.matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .mapToInt(word -> word.group().hashCode() * 0x9e3779b1)
        .forEach(
            hash -> {
              int sign = ((hash >>> (31 - BITS)) & 1) == 0 ? 1 : -1;
              vector[hash >>> (32 - BITS)] += sign;
            });
    return vector;
  }

  /** Scales a vector to length 1; false where it is zero, as for a text without words. */
  private static boolean normalize(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += value * value;
    }
    if (squares == 0) {
      return false;
    }
    for (int index = 0; index < vector.length; index++) {
      vector[index] /= (float) Math.sqrt(squares);
    }
    return true;
  }

  @Override
  public void close() {}
}
