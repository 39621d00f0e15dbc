package io.kuayu.encoders.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.media.InvalidMediaException;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class ImageDecoderTest {
  /** 16 x 12 pixels, red and blue halves, by cwebp. */
  private static final List<byte[]> WEBP =
      List.of(
          Base64.getDecoder()
              .decode(
                  "UklGRkIAAABXRUJQVlA4IDYAAADQAQCdASoQAAwAAMASJaACdLoB+AADsAD++rZ//qGt/9rQ/V23rs//Wwf/7z0ejN/eej7+QAA="),
          Base64.getDecoder()
              .decode("UklGRigAAABXRUJQVlA4TBsAAAAvD8ACAA9QkANBHwJ2/qOCWDCZv3RvCBH9D10A"));

  private static final int RED = 0xd02010;
  private static final int BLUE = 0x1040c0;

  private static void assertColour(int actual, int expected, String what) {
    for (int shift : new int[] {0, 8, 16}) {
      assertThat(actual >> shift & 0xff).as(what).isCloseTo(expected >> shift & 0xff, within(40));
    }
  }

  private static void assertHalves(RgbImage image, String what) {
    int row = image.height() / 2 * image.width();
    assertColour(image.rgb()[row + image.width() / 8], RED, what);
    assertColour(image.rgb()[row + image.width() * 7 / 8], BLUE, what);
  }

  @Test
  void everyFormatIsDecoded() throws InvalidMediaException {
    for (String format : List.of("jpeg", "png", "gif")) {
      byte[] file = Pictures.file(format, 48, 32, (x, _) -> x < 24 ? RED : BLUE);
      RgbImage image = ImageDecoder.decode(file, 224);
      assertThat(List.of(image.width(), image.height())).as(format).containsExactly(48, 32);
      assertHalves(image, format);
    }
    for (byte[] file : WEBP) {
      RgbImage image = ImageDecoder.decode(file, 224);
      assertThat(List.of(image.width(), image.height())).containsExactly(16, 12);
      assertHalves(image, "webp");
    }
  }

  @Test
  void whatIsTransparentIsWhite() throws InvalidMediaException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x00ff0000);
    image.setRGB(1, 0, 0x80000000);
    int[] rgb = ImageDecoder.decode(Pictures.file("png", image), 1).rgb();
    assertThat(rgb[0]).isEqualTo(0xffffff);
    assertThat(rgb[1]).isEqualTo(0x7f7f7f);
  }

  @Test
  void largeImagesAreReadWithFewerPixels() throws InvalidMediaException {
    byte[] file = Pictures.file("png", 3_000, 2_000, (x, _) -> x < 1_500 ? RED : BLUE);
    RgbImage image = ImageDecoder.decode(file, 224);
    assertThat(image.height()).isBetween(448, 672);
    assertHalves(image, "png");
  }

  @Test
  void bombsAreRefusedBeforeTheyAreDecoded() {
    byte[] bomb = Pictures.file("png", 1, 1, (_, _) -> 0);
    CRC32 sum = new CRC32();
    ByteBuffer header = ByteBuffer.wrap(bomb).putInt(16, 60_000).putInt(20, 60_000);
    sum.update(bomb, 12, 17);
    header.putInt(29, (int) sum.getValue());
    assertThatThrownBy(() -> ImageDecoder.decode(bomb, 224))
        .isInstanceOf(InvalidMediaException.class)
        .hasMessageContaining("60000 x 60000");
  }

  @Test
  void damagedFilesAreRefusedOrDecodedNothingElse() {
    Random random = new Random(3);
    List<byte[]> whole =
        List.of(
            Pictures.file("jpeg", 40, 40, (x, y) -> x * y),
            Pictures.file("png", 40, 40, (x, y) -> x * y),
            Pictures.file("gif", 40, 40, (x, y) -> x * y),
            WEBP.getFirst(),
            WEBP.getLast());
    for (byte[] file : whole) {
      for (int round = 0; round < 60; round++) {
        byte[] damaged = file.clone();
        for (int change = 0; change < 4; change++) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        try {
          assertThat(ImageDecoder.decode(damaged, 8).rgb()).isNotEmpty();
        } catch (InvalidMediaException e) {
          assertThat(e.getMessage()).isNotBlank();
        }
      }
      assertThatThrownBy(() -> ImageDecoder.decode(Arrays.copyOf(file, file.length / 2), 8))
          .isInstanceOf(InvalidMediaException.class);
    }
  }

  @Test
  void scalingKeepsTheMean() {
    int[] rgb = new int[90 * 70];
    Random random = new Random(1);
    double mean = 0;
    for (int index = 0; index < rgb.length; index++) {
      rgb[index] = random.nextInt(1 << 24);
      mean += (rgb[index] >> 16) / 255.0 / rgb.length;
    }
    float[] scaled = new RgbImage(90, 70, rgb).scaled(9, 7);
    double scaledMean = 0;
    for (int index = 0; index < 63; index++) {
      scaledMean += scaled[index] / 63;
    }
    assertThat(scaledMean).isCloseTo(mean, within(.02));
    // The same size is the same image.
    float[] same = new RgbImage(90, 70, rgb).scaled(90, 70);
    assertThat(same[17]).isCloseTo((rgb[17] >> 16) / 255f, within(1e-6f));
  }
}
