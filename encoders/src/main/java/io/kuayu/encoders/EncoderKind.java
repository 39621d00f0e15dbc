package io.kuayu.encoders;

import java.util.List;
import java.util.Locale;

/**
 * A registered encoder: what it is good for and how its network wants to be asked.
 *
 * @param name by which configurations choose it
 * @param description what it is, in one sentence
 * @param licence of the weights, as an SPDX identifier
 * @param pooling how its tokens become one vector
 * @param prefixes what is put in front of a text, by purpose
 * @param smallLetters whether its vocabulary has small letters only and its tokenizer leaves large
 *     ones as they are, which would make every word with one unknown
 * @param fp32 where the exact weights lie
 * @param int8 where the quantised weights lie
 */
record EncoderKind(
    String name,
    String description,
    String licence,
    Pooling pooling,
    Prefixes prefixes,
    boolean smallLetters,
    EncoderFiles fp32,
    EncoderFiles int8) {

  /** The words that an encoder was trained to see in front of texts. */
  record Prefixes(String likeness, String question, String answer) {
    static final Prefixes NONE = new Prefixes("", "", "");

    String of(TextEncoder.Purpose purpose) {
      return switch (purpose) {
        case LIKENESS -> likeness;
        case QUESTION -> question;
        case ANSWER -> answer;
      };
    }
  }

  /** The texts as its tokenizer should see them. */
  List<String> prepared(List<String> texts, TextEncoder.Purpose purpose) {
    String prefix = prefixes.of(purpose);
    return texts.stream()
        .map(text -> prefix + (smallLetters ? text.toLowerCase(Locale.ROOT) : text))
        .toList();
  }

  EncoderFiles weights(Precision precision) {
    return precision == Precision.INT8 ? int8 : fp32;
  }
}
