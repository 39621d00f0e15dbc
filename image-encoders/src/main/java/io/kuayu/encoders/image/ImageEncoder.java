package io.kuayu.encoders.image;

import io.kuayu.core.KuayuException;
import io.kuayu.core.content.Content;
import io.kuayu.encoders.ContentReader;
import io.kuayu.encoders.EncodedBatch;
import io.kuayu.encoders.ItemEncoder;
import io.kuayu.encoders.ParallelEncoding;
import io.kuayu.media.InvalidMediaException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What encoders of images share: an image that cannot be read or decoded has no vector. */
abstract class ImageEncoder implements ItemEncoder {
  private static final Logger LOG = LoggerFactory.getLogger(ImageEncoder.class);

  private final int side;
  private final int threads;

  /**
   * @param side pixels of the sides that the encoder looks at
   * @param threads how many images are worked on at a time
   */
  ImageEncoder(int side, int threads) {
    this.side = side;
    this.threads = Math.max(1, threads);
  }

  /**
   * The vector of an image.
   *
   * @param pixels as {@link #pixels} makes them: {@code [3, side, side]} of red, green and blue,
   *     from 0 to 1, unless an encoder wants them otherwise
   */
  abstract float[] encode(float[] pixels);

  /** What the encoder looks at: the whole image, squeezed into a square. */
  float[] pixels(RgbImage image) {
    return image.scaled(side, side);
  }

  @Override
  public final EncodedBatch encode(List<Content> contents) {
    return ParallelEncoding.encode(contents, dimension(), threads, this::encode);
  }

  private Optional<float[]> encode(Content content) {
    try {
      RgbImage image = ImageDecoder.decode(ContentReader.bytes(content), side);
      return Optional.of(encode(pixels(image)));
    } catch (InvalidMediaException e) {
      LOG.debug("{}: {}", content.source(), e.getMessage());
    } catch (KuayuException e) {
      LOG.debug("{}; {}", e.getMessage(), e.remedy());
    }
    return Optional.empty();
  }
}
