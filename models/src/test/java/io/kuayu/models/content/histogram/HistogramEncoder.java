package io.kuayu.models.content.histogram;

import io.kuayu.core.content.Content;
import io.kuayu.core.content.Modality;
import io.kuayu.encoders.ContentReader;
import io.kuayu.encoders.EncodedBatch;
import io.kuayu.encoders.EncoderIdentity;
import io.kuayu.encoders.ItemEncoder;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Says how many bytes of an image begin with which two bits. What begins with a zero byte is no
 * image.
 */
public final class HistogramEncoder implements ItemEncoder {
  /** Contents that were encoded by any of them. */
  public static final AtomicInteger ENCODED = new AtomicInteger();

  static final String NAME = "histogram";
  private static final int BINS = 4;

  @Override
  public EncoderIdentity identity() {
    return new EncoderIdentity(Modality.IMAGE, NAME, "bins" + BINS, "0");
  }

  @Override
  public int dimension() {
    return BINS;
  }

  @Override
  public String licence() {
    return "Apache-2.0";
  }

  @Override
  public EncodedBatch encode(List<Content> contents) {
    float[][] vectors = new float[contents.size()][BINS];
    boolean[] present = new boolean[vectors.length];
    for (int index = 0; index < vectors.length; index++) {
      byte[] image = ContentReader.bytes(contents.get(index));
      present[index] = image.length > 0 && image[0] != 0;
      for (byte pixel : image) {
        vectors[index][(pixel & 0xff) >> 6] += 1f / image.length;
      }
      ENCODED.incrementAndGet();
    }
    return new EncodedBatch(vectors, present);
  }

  @Override
  public void close() {}
}
