package io.kuayu.encoders.onnx;

import io.kuayu.encoders.Precision;
import io.kuayu.encoders.TextEncoder;
import java.util.List;
import java.util.Locale;

/**
 * A registered encoder: its purpose and what its network expects as input.
 *
 * @param name by which configurations choose it
 * @param description what it is, in one sentence
 * @param licence of the weights, as an SPDX identifier
 * @param pooling how its tokens become one vector
 * @param prefixes what is put in front of a text, by purpose
 * @param lowerCase whether its vocabulary has lower-case letters only and its tokenizer leaves
 *     upper-case ones as they are, which would make every word with one unknown
 * @param fp32 the exact weights
 * @param int8 the quantised weights
 */
record EncoderKind(
    String name,
    String description,
    String licence,
    Pooling pooling,
    Prefixes prefixes,
    boolean lowerCase,
    EncoderFiles fp32,
    EncoderFiles int8) {

  /** The words that an encoder was trained to see in front of texts. */
  record Prefixes(String similarity, String query, String passage) {
    static final Prefixes NONE = new Prefixes("", "", "");

    String of(TextEncoder.Purpose purpose) {
      return switch (purpose) {
        case SIMILARITY -> similarity;
        case QUERY -> query;
        case PASSAGE -> passage;
      };
    }
  }

  /** The texts as its tokenizer should see them. */
  List<String> prepared(List<String> texts, TextEncoder.Purpose purpose) {
    String prefix = prefixes.of(purpose);
    return texts.stream()
        .map(text -> prefix + (lowerCase ? text.toLowerCase(Locale.ROOT) : text))
        .toList();
  }

  EncoderFiles weights(Precision precision) {
    return precision == Precision.INT8 ? int8 : fp32;
  }
}
