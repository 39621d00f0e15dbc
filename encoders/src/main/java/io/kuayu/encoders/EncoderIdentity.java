package io.kuayu.encoders;

import io.kuayu.core.KuayuException;
import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;
import java.util.Locale;

/**
 * All on which the vector of a text depends, besides the text.
 *
 * @param name the registered name, or the folder of the user's own encoder
 * @param precision {@link Precision#FP32} or {@link Precision#INT8}
 * @param maxTokens how many tokens of a text are read, with the two that mark its ends
 * @param fingerprint start of the SHA-256 of the weights and the tokenizer
 */
public record EncoderIdentity(String name, Precision precision, int maxTokens, String fingerprint) {
  private static final String NAME = "encoder";
  private static final String PRECISION = "encoder-precision";
  private static final String MAX_TOKENS = "encoder-max-tokens";
  private static final String FINGERPRINT = "encoder-fingerprint";

  /** Keeps it with a model, so that new items can be encoded as the others were. */
  public void save(ModelWriter out) {
    out.property(NAME, name);
    out.property(PRECISION, precision.name());
    out.property(MAX_TOKENS, Integer.toString(maxTokens));
    out.property(FINGERPRINT, fingerprint);
  }

  /**
   * Reads what {@link #save} kept.
   *
   * @throws KuayuException where it is damaged
   */
  public static EncoderIdentity load(ModelReader in) {
    try {
      return new EncoderIdentity(
          in.property(NAME),
          Precision.valueOf(in.property(PRECISION)),
          Integer.parseInt(in.property(MAX_TOKENS)),
          in.property(FINGERPRINT));
    } catch (IllegalArgumentException e) {
      throw new KuayuException(
          "the model names no readable encoder: " + e.getMessage(), "train the model again", e);
    }
  }

  /** For people and logs, such as {@code minilm/int8/64/1b2c3d4e5f60}. */
  @Override
  public String toString() {
    return String.join(
        "/",
        name,
        precision.name().toLowerCase(Locale.ROOT),
        Integer.toString(maxTokens),
        fingerprint);
  }
}
