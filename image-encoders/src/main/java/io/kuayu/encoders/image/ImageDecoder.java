package io.kuayu.encoders.image;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import io.kuayu.core.content.Modality;
import io.kuayu.media.InvalidMediaException;
import io.kuayu.media.MediaFormat;
import io.kuayu.media.MediaHeader;
import io.kuayu.media.MediaInspector;
import io.kuayu.media.MediaLimits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes untrusted images: the header is checked against the limits first, large ones are read
 * with fewer pixels, and what is decoded at one time is limited over all threads. JPEG and WebP by
 * TwelveMonkeys, PNG and GIF by the JDK, whatever else is registered.
 */
final class ImageDecoder {
  private static final int MEGAPIXEL = 1_000_000;

  /** Pixels in the works at one time, in millions; the largest allowed image fits in. */
  private static final int IN_THE_WORKS = 40;

  /** Longer and narrower images show nothing, and their many rows would fill the memory. */
  private static final int MAX_PROPORTION = 20;

  private static final int MAX_NARROW_SIDE = 4_096;

  private static final Semaphore MEGAPIXELS = new Semaphore(IN_THE_WORKS, true);

  private ImageDecoder() {}

  /**
   * Decodes the first frame, without its metadata; what is transparent becomes white.
   *
   * @param minSide the image has at least so many pixels a side, where the file has them
   * @throws InvalidMediaException where the file may not be decoded or cannot be
   */
  static RgbImage decode(byte[] bytes, int minSide) throws InvalidMediaException {
    MediaHeader header =
        MediaInspector.inspect(bytes, Modality.IMAGE, MediaLimits.ofFiles(Modality.IMAGE));
    MediaHeader.Image size = (MediaHeader.Image) header;
    long longer = Math.max(size.width(), size.height());
    if (longer > MAX_NARROW_SIDE
        && longer > MAX_PROPORTION * (long) Math.min(size.width(), size.height())) {
      throw new InvalidMediaException(
          "it has %d x %d pixels, which is no picture".formatted(size.width(), size.height()));
    }
    int permits = Math.clamp(size.pixels() / MEGAPIXEL + 1, 1, IN_THE_WORKS);
    MEGAPIXELS.acquireUninterruptibly(permits);
    try {
      int step = Math.max(1, Math.min(size.width(), size.height()) / Math.max(1, 2 * minSide));
      return opaque(read(bytes, size, step));
    } catch (IOException | RuntimeException e) {
      // Decoders answer damaged data with any exception.
      throw new InvalidMediaException("it cannot be decoded (" + e.getMessage() + ")", e);
    } finally {
      MEGAPIXELS.release(permits);
    }
  }

  private static BufferedImage read(byte[] bytes, MediaHeader.Image size, int step)
      throws IOException {
    ImageReader reader = reader(size.format());
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in, true, true);
      // What the decoder finds counts as well: the two may read a damaged file differently.
      if ((long) reader.getWidth(0) * reader.getHeight(0) > size.pixels()) {
        throw new IOException("its header says two sizes");
      }
      ImageReadParam options = reader.getDefaultReadParam();
      options.setSourceSubsampling(step, step, 0, 0);
      return reader.read(0, options);
    } finally {
      reader.dispose();
    }
  }

  private static ImageReader reader(MediaFormat format) throws IOException {
    return switch (format) {
      case JPEG -> ofTwelveMonkeys();
      case WEBP -> new WebPImageReaderSpi().createReaderInstance(null);
      default -> ofJdk(format);
    };
  }

  private static ImageReader ofTwelveMonkeys() throws IOException {
    Iterator<ImageReader> all = ImageIO.getImageReadersByFormatName("jpeg");
    while (all.hasNext()) {
      ImageReader reader = all.next();
      if (reader.getOriginatingProvider() instanceof JPEGImageReaderSpi) {
        return reader;
      }
    }
    return ofJdk(MediaFormat.JPEG);
  }

  private static ImageReader ofJdk(MediaFormat format) throws IOException {
    Iterator<ImageReader> all =
        ImageIO.getImageReadersByFormatName(format.name().toLowerCase(Locale.ROOT));
    while (all.hasNext()) {
      ImageReader reader = all.next();
      if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
        return reader;
      }
    }
    throw new IOException("the JDK has no decoder of " + format);
  }

  private static RgbImage opaque(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    if (image.getType() == BufferedImage.TYPE_3BYTE_BGR) {
      return new RgbImage(width, height, joined(image));
    }
    int[] rgb = image.getRGB(0, 0, width, height, null, 0, width);
    for (int index = 0; index < rgb.length; index++) {
      int alpha = rgb[index] >>> 24;
      if (alpha < 255) {
        rgb[index] =
            over(rgb[index] >> 16, alpha) << 16
                | over(rgb[index] >> 8, alpha) << 8
                | over(rgb[index], alpha);
      }
      rgb[index] &= 0xffffff;
    }
    return new RgbImage(width, height, rgb);
  }

  /** What {@code getRGB} answers of the common kind of images, about ten times as fast. */
  private static int[] joined(BufferedImage image) {
    byte[] bytes =
        (byte[]) image.getRaster().getDataElements(0, 0, image.getWidth(), image.getHeight(), null);
    int[] rgb = new int[bytes.length / 3];
    for (int index = 0, at = 0; index < rgb.length; index++, at += 3) {
      rgb[index] = (bytes[at] & 0xff) << 16 | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff);
    }
    return rgb;
  }

  private static int over(int colour, int alpha) {
    return ((colour & 0xff) * alpha + 255 * (255 - alpha) + 127) / 255;
  }
}
