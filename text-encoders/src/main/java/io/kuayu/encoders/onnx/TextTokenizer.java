package io.kuayu.encoders.onnx;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Splits texts into the token ids of an encoder. Thread-safe. */
final class TextTokenizer implements AutoCloseable {
  /** No token of ordinary text is longer, so the tokenizer would truncate the rest anyway. */
  private static final int CHARACTERS_PER_TOKEN = 32;

  private static final int TEXTS_AT_ONCE = 256;

  static {
    // DJL must be told not to look for downloads before its first class is loaded.
    if (System.getProperty("ai.djl.offline") == null) {
      System.setProperty("ai.djl.offline", "true");
    }
  }

  private final HuggingFaceTokenizer tokenizer;
  private final int maxTokens;

  private TextTokenizer(HuggingFaceTokenizer tokenizer, int maxTokens) {
    this.tokenizer = tokenizer;
    this.maxTokens = maxTokens;
  }

  /**
   * Reads a tokenizer.
   *
   * @param json in the form of Hugging Face's tokenizers
   * @param maxTokens to which a longer text is truncated, with the two special tokens
   * @param origin for messages
   */
  static TextTokenizer read(byte[] json, int maxTokens, String origin) {
    Map<String, String> options =
        Map.of(
            "padding",
            "false",
            "truncation",
            "true",
            "maxLength",
            Integer.toString(maxTokens),
            "modelMaxLength",
            Integer.toString(maxTokens));
    try {
      return new TextTokenizer(
          HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), options), maxTokens);
    } catch (IOException | RuntimeException e) {
      throw new KuayuException(
          ErrorCode.ENCODER_UNREADABLE,
          "cannot read the tokenizer of " + origin + ": " + e.getMessage(),
          "give a tokenizer.json as the tokenizers library of Hugging Face writes it",
          e);
    }
  }

  /** Token ids of each text, with the special tokens of its ends. */
  long[][] of(List<String> texts) {
    long[][] ids = new long[texts.size()][];
    for (int from = 0; from < ids.length; from += TEXTS_AT_ONCE) {
      List<String> some =
          texts.subList(from, Math.min(ids.length, from + TEXTS_AT_ONCE)).stream()
              .map(this::truncated)
              .toList();
      Encoding[] encodings = tokenizer.batchEncode(some);
      for (int index = 0; index < encodings.length; index++) {
        ids[from + index] = encodings[index].getIds();
      }
    }
    return ids;
  }

  private String truncated(String text) {
    int max = maxTokens * CHARACTERS_PER_TOKEN;
    if (text.length() <= max) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
