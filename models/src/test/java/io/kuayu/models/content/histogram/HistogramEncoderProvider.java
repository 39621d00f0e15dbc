package io.kuayu.models.content.histogram;

import io.kuayu.core.Catalogue;
import io.kuayu.core.content.Modality;
import io.kuayu.encoders.EncoderDescription;
import io.kuayu.encoders.EncoderIdentity;
import io.kuayu.encoders.EncoderOptions;
import io.kuayu.encoders.EncoderProvider;
import io.kuayu.encoders.ItemEncoder;
import java.util.List;

/** Offers {@link HistogramEncoder}. */
public final class HistogramEncoderProvider implements EncoderProvider {
  @Override
  public Modality modality() {
    return Modality.IMAGE;
  }

  @Override
  public List<EncoderDescription> encoders() {
    return List.of(
        new EncoderDescription(
            HistogramEncoder.NAME, "counts of bytes", "Apache-2.0", true, "a test"));
  }

  @Override
  public ItemEncoder open(EncoderOptions options, Catalogue catalogue, int threads) {
    return new HistogramEncoder();
  }

  @Override
  public ItemEncoder open(EncoderIdentity identity, int threads) {
    return new HistogramEncoder();
  }
}
