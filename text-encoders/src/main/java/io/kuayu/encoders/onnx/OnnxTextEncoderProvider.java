package io.kuayu.encoders.onnx;

import io.kuayu.core.Catalogue;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.content.Modality;
import io.kuayu.encoders.EncoderDescription;
import io.kuayu.encoders.EncoderIdentity;
import io.kuayu.encoders.EncoderOptions;
import io.kuayu.encoders.EncoderProvider;
import io.kuayu.encoders.Precision;
import io.kuayu.encoders.TextEncoder;
import java.util.List;
import java.util.Locale;

/** Offers the sentence encoders of {@link TextEncoders}. */
public final class OnnxTextEncoderProvider implements EncoderProvider {
  @Override
  public Modality modality() {
    return Modality.TEXT;
  }

  @Override
  public List<EncoderDescription> encoders() {
    return TextEncoders.all();
  }

  @Override
  public boolean isDefault() {
    return true;
  }

  @Override
  public boolean offers(String name) {
    return TextEncoders.offers(name);
  }

  @Override
  public TextEncoder open(EncoderOptions options, Catalogue catalogue, int threads) {
    return TextEncoders.open(options, catalogue, threads);
  }

  @Override
  public TextEncoder open(EncoderIdentity identity, int threads) {
    String[] parameters = identity.parameters().split("/", -1);
    try {
      return TextEncoders.open(
          identity.name(),
          Precision.valueOf(parameters[0].toUpperCase(Locale.ROOT)),
          Integer.parseInt(parameters[1]),
          threads);
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new KuayuException(
          ErrorCode.ENCODER_MISMATCH,
          "the encoder " + identity + " was made by another kind of encoder",
          "add the artefact that the model was trained with, or train the model again",
          e);
    }
  }
}
