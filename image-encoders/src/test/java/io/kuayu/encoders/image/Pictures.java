package io.kuayu.encoders.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentSource;
import io.kuayu.core.content.Modality;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;

/** Files of images for tests. */
final class Pictures {
  private Pictures() {}

  /**
   * A file.
   *
   * @param colour {@code 0xRRGGBB} by column and row
   */
  static byte[] file(String format, int width, int height, IntBinaryOperator colour) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, colour.applyAsInt(x, y));
      }
    }
    return file(format, image);
  }

  static byte[] file(String format, BufferedImage image) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      assertThat(ImageIO.write(image, format, out)).isTrue();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Content content(byte[] file) {
    return new Content(Modality.IMAGE, new ContentSource.InlineBytes(file));
  }
}
