package io.kuayu.encoders;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.content.Modality;
import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;
import java.util.Locale;

/**
 * All on which the vector of a content depends, besides the content: vectors of equal identities
 * can be compared and kept.
 *
 * @param modality of the contents
 * @param name the registered name, or the folder of the user's own encoder
 * @param parameters how the encoder was set, as it writes them itself, such as {@code int8/64}
 * @param fingerprint start of the SHA-256 of the weights and of whatever else prepares a content
 */
public record EncoderIdentity(
    Modality modality, String name, String parameters, String fingerprint) {
  private static final String NAME = "encoder";
  private static final String MODALITY = "encoder-modality";
  private static final String PARAMETERS = "encoder-parameters";
  private static final String FINGERPRINT = "encoder-fingerprint";

  /** Keeps it with a model, so that new items can be encoded as the others were. */
  public void save(ModelWriter out) {
    out.property(NAME, name);
    out.property(MODALITY, modality.name());
    out.property(PARAMETERS, parameters);
    out.property(FINGERPRINT, fingerprint);
  }

  /**
   * Reads what {@link #save} kept, and what bundles held before there were other encoders than
   * those of texts.
   *
   * @throws KuayuException where it is damaged
   */
  public static EncoderIdentity load(ModelReader in) {
    try {
      return new EncoderIdentity(
          in.findProperty(MODALITY).map(Modality::valueOf).orElse(Modality.TEXT),
          in.property(NAME),
          in.findProperty(PARAMETERS).orElseGet(() -> textParameters(in)),
          in.property(FINGERPRINT));
    } catch (IllegalArgumentException e) {
      throw new KuayuException(
          ErrorCode.ENCODER_MISMATCH,
          "the model names no readable encoder: " + e.getMessage(),
          "train the model again",
          e);
    }
  }

  private static String textParameters(ModelReader in) {
    String precision = in.property("encoder-precision").toLowerCase(Locale.ROOT);
    return precision + "/" + in.property("encoder-max-tokens");
  }

  /** For people and logs, such as {@code minilm/int8/64/1b2c3d4e5f60}. */
  @Override
  public String toString() {
    return String.join("/", name, parameters, fingerprint);
  }
}
