package io.kuayu.encoders;

import io.kuayu.core.content.Content;
import java.util.List;

/** An encoder of texts into vectors of length 1. */
public interface TextEncoder extends ItemEncoder {
  /**
   * Encodes texts whose similarity matters, such as items among themselves: {@link
   * Purpose#SIMILARITY}.
   *
   * @see #encodeTexts(List, Purpose)
   */
  default float[][] encodeTexts(List<String> texts) {
    return encodeTexts(texts, Purpose.SIMILARITY);
  }

  /**
   * Encodes texts on all the threads that the encoder was opened with. The vector of a text does
   * not depend on the others beyond float rounding (cosine above 0.999999), nor on the threads at
   * all.
   *
   * @param texts of any length; an encoder may read only the first tokens, as its {@link
   *     EncoderIdentity#parameters} tell
   * @param purpose what the vectors are for
   * @return vectors {@code [texts][dimension]} of Euclidean length 1
   */
  float[][] encodeTexts(List<String> texts, Purpose purpose);

  /** Accepts a text with one letter or digit at least. */
  @Override
  default boolean accepts(Content content) {
    return ContentReader.text(content).codePoints().anyMatch(Character::isLetterOrDigit);
  }

  /** Encodes texts for similarity. */
  @Override
  default EncodedBatch encode(List<Content> contents) {
    return EncodedBatch.complete(encodeTexts(contents.stream().map(ContentReader::text).toList()));
  }

  /** What a vector is compared with: some encoders expect different words in front of a text. */
  enum Purpose {
    /** Both sides are of one kind, such as two items. */
    SIMILARITY,
    /** A short query of a person, compared with passages. */
    QUERY,
    /** A text that may answer a query. */
    PASSAGE
  }
}
