package io.kuayu.encoders.image;

import io.kuayu.core.content.Content;
import io.kuayu.encoders.EncodedBatch;
import io.kuayu.encoders.EncoderIdentity;
import io.kuayu.encoders.ItemEncoder;
import java.util.List;

/** Counts what another encoder reads. */
final class CountingEncoder implements ItemEncoder {
  private final ItemEncoder encoder;
  int encoded;

  CountingEncoder(ItemEncoder encoder) {
    this.encoder = encoder;
  }

  @Override
  public EncoderIdentity identity() {
    return encoder.identity();
  }

  @Override
  public int dimension() {
    return encoder.dimension();
  }

  @Override
  public String licence() {
    return encoder.licence();
  }

  @Override
  public EncodedBatch encode(List<Content> contents) {
    encoded += contents.size();
    return encoder.encode(contents);
  }

  @Override
  public void close() {
    encoder.close();
  }
}
