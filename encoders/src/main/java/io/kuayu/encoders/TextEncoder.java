package io.kuayu.encoders;

import java.util.List;

/** Turns texts into vectors of length 1. Thread-safe; owns native memory, hence closeable. */
public interface TextEncoder extends AutoCloseable {
  /** What this encoder is, exactly: vectors of equal identities can be compared and kept. */
  EncoderIdentity identity();

  /** Numbers in a vector. */
  int dimension();

  /** The licence of the weights. */
  String licence();

  /**
   * Encodes texts whose likeness matters, such as items among themselves: {@link Purpose#LIKENESS}.
   *
   * @see #encode(List, Purpose)
   */
  default float[][] encode(List<String> texts) {
    return encode(texts, Purpose.LIKENESS);
  }

  /**
   * Encodes texts. Costs about two megaflops a token and million of weights; runs on all the
   * threads that the encoder was opened with. The vector of a text does not depend on the others
   * beyond float rounding (cosine above 0.999999), nor on the threads at all.
   *
   * @param texts of any length; an encoder reads only the first {@link EncoderIdentity#maxTokens}
   *     tokens
   * @param purpose what the vectors are for
   * @return vectors {@code [texts][dimension]} of Euclidean length 1
   */
  float[][] encode(List<String> texts, Purpose purpose);

  /** Frees native memory; nothing may be asked afterwards. */
  @Override
  void close();

  /** What a vector is compared with: some encoders expect different words in front of a text. */
  enum Purpose {
    /** Both sides are of one kind, such as two items. */
    LIKENESS,
    /** A short question of a person, compared with answers. */
    QUESTION,
    /** A text that may answer a question. */
    ANSWER
  }
}
