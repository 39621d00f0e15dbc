package io.kuayu.encoders;

import io.kuayu.core.settings.Settings;

/**
 * Which encoder a configuration asks for.
 *
 * @param name a registered name, what else a provider offers, such as a folder with {@code
 *     model.onnx} and {@code tokenizer.json}, or {@link #AUTO}: the default for the catalogue
 * @param precision how exactly to compute
 * @param maxTokens how many tokens of a text are read; titles have about 20, and time grows with
 *     it; encoders of other modalities ignore it
 */
public record EncoderOptions(String name, Precision precision, int maxTokens) {
  public static final String AUTO = "auto";
  public static final EncoderOptions DEFAULT = new EncoderOptions(AUTO, Precision.AUTO, 64);

  /** Reads {@code encoder}, {@code encoder-precision} and {@code encoder-max-tokens}. */
  public static EncoderOptions read(Settings settings) {
    return new EncoderOptions(
        settings.text("encoder", DEFAULT.name),
        settings.choice("encoder-precision", DEFAULT.precision),
        settings.whole("encoder-max-tokens", DEFAULT.maxTokens, 4, 512));
  }
}
