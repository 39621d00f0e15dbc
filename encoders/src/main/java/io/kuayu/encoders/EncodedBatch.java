package io.kuayu.encoders;

import java.util.Arrays;

/**
 * What an encoder makes of some contents.
 *
 * @param vectors {@code [contents][dimension]}; what an absent one holds does not matter
 * @param present whether a content has a vector, {@code [contents]}; one that cannot be read, such
 *     as a damaged image, has none
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
public record EncodedBatch(float[][] vectors, boolean[] present) {
  public EncodedBatch {
    if (vectors.length != present.length) {
      throw new IllegalArgumentException(vectors.length + " vectors, " + present.length + " marks");
    }
  }

  /** A batch in which every content has a vector. */
  public static EncodedBatch complete(float[][] vectors) {
    boolean[] present = new boolean[vectors.length];
    Arrays.fill(present, true);
    return new EncodedBatch(vectors, present);
  }
}
