package com.example.kuayu.hashing;

import io.kuayu.core.Catalogue;
import io.kuayu.core.content.Modality;
import io.kuayu.encoders.EncoderDescription;
import io.kuayu.encoders.EncoderIdentity;
import io.kuayu.encoders.EncoderOptions;
import io.kuayu.encoders.EncoderProvider;
import io.kuayu.encoders.ItemEncoder;
import java.util.List;

/** Offers the encoder {@code hashing}, for {@code models.text.encoder: hashing} and the like. */
public final class HashingEncoderProvider implements EncoderProvider {
  static final String LICENCE = "Apache-2.0";

  @Override
  public Modality modality() {
    return Modality.TEXT;
  }

  @Override
  public List<EncoderDescription> encoders() {
    return List.of(
        new EncoderDescription(
            HashingEncoder.NAME, "hashed words, no weights", LICENCE, true, "in this jar"));
  }

  @Override
  public ItemEncoder open(EncoderOptions options, Catalogue catalogue, int threads) {
    return new HashingEncoder();
  }

  @Override
  public ItemEncoder open(EncoderIdentity identity, int threads) {
    return new HashingEncoder();
  }
}
