package io.kuayu.encoders;

import java.util.List;

/**
 * A registered encoder: what it is good for and how its network wants to be asked.
 *
 * @param name by which configurations choose it
 * @param description what it is, in one sentence
 * @param licence of the weights, as an SPDX identifier
 * @param pooling how its tokens become one vector
 * @param prefixes what is put in front of a text, by purpose
 * @param fp32 where the exact weights lie
 * @param int8 where the quantised weights lie
 */
record EncoderKind(
    String name,
    String description,
    String licence,
    Pooling pooling,
    Prefixes prefixes,
    Weights fp32,
    Weights int8) {

  /** The words that an encoder was trained to see in front of texts. */
  record Prefixes(String likeness, String question, String answer) {
    static final Prefixes NONE = new Prefixes("", "", "");

    List<String> before(List<String> texts, TextEncoder.Purpose purpose) {
      String prefix =
          switch (purpose) {
            case LIKENESS -> likeness;
            case QUESTION -> question;
            case ANSWER -> answer;
          };
      return prefix.isEmpty() ? texts : texts.stream().map(prefix::concat).toList();
    }
  }

  Weights weights(Precision precision) {
    return precision == Precision.INT8 ? int8 : fp32;
  }
}
