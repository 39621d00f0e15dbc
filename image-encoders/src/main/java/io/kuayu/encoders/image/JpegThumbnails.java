package io.kuayu.encoders.image;

import io.kuayu.core.KuayuException;
import io.kuayu.core.content.Content;
import io.kuayu.encoders.ContentReader;
import io.kuayu.media.InvalidMediaException;
import io.kuayu.media.ThumbnailRenderer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Thumbnails by the decoders of this module and the JPEG writer of ImageIO. */
public final class JpegThumbnails implements ThumbnailRenderer {
  private static final float QUALITY = .9f;

  /** For {@link java.util.ServiceLoader}. */
  public JpegThumbnails() {}

  @Override
  public byte[] render(Content image, int side) throws InvalidMediaException {
    RgbImage decoded;
    try {
      decoded = ImageDecoder.decode(ContentReader.bytes(image), side);
    } catch (KuayuException e) {
      throw new InvalidMediaException(String.valueOf(e.getMessage()), e);
    }
    double scale = Math.min(1, (double) side / Math.max(decoded.width(), decoded.height()));
    int width = (int) Math.max(1, Math.round(scale * decoded.width()));
    int height = (int) Math.max(1, Math.round(scale * decoded.height()));
    return jpeg(width, height, decoded.scaled(width, height));
  }

  private static byte[] jpeg(int width, int height, float[] pixels) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int area = width * height;
    for (int place = 0; place < area; place++) {
      int rgb =
          level(pixels[place]) << 16
              | level(pixels[area + place]) << 8
              | level(pixels[2 * area + place]);
      image.setRGB(place % width, place / width, rgb);
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam options = writer.getDefaultWriteParam();
      options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      options.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), options);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static int level(float share) {
    return Math.clamp(Math.round(255 * share), 0, 255);
  }
}
