package io.kuayu.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.content.Modality;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class MediaInspectorTest {
  /** 16 x 12 pixels, by cwebp. */
  private static final byte[] LOSSY_WEBP =
      Base64.getDecoder()
          .decode(
              "UklGRkIAAABXRUJQVlA4IDYAAADQAQCdASoQAAwAAMASJaACdLoB+AADsAD++rZ//qGt/9rQ/V23rs//Wwf/7z0ejN/eej7+QAA=");

  private static final byte[] LOSSLESS_WEBP =
      Base64.getDecoder()
          .decode("UklGRigAAABXRUJQVlA4TBsAAAAvD8ACAA9QkANBHwJ2/qOCWDCZv3RvCBH9D10A");

  private static byte[] image(String format, int width, int height) {
    try {
      var out = new ByteArrayOutputStream();
      BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      assertThat(ImageIO.write(image, format, out)).isTrue();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A WAV of silence at 8,000 samples a second, 16 bits, one channel. */
  private static byte[] wav(int samples) {
    ByteBuffer out = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RIFF")).putInt(36 + 2 * samples).put(ascii("WAVEfmt ")).putInt(16);
    out.putShort((short) 1).putShort((short) 1).putInt(8_000).putInt(16_000);
    out.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt(2 * samples);
    return out.array();
  }

  private static byte[] flac(int rate, long samples) {
    ByteBuffer out = ByteBuffer.allocate(42).put(ascii("fLaC")).put((byte) 0x80).put((byte) 0);
    out.putShort((short) 34).putShort((short) 4096).putShort((short) 4096).putShort((short) 0);
    out.putInt(0).putLong((long) rate << 44 | 15L << 36 | samples);
    return out.array();
  }

  /** Frames of MPEG 1, layer III, 128 kbit/s, 44,100 samples a second: 417 bytes each. */
  private static byte[] mp3(int frames) {
    byte[] file = new byte[417 * frames];
    for (int frame = 0; frame < frames; frame++) {
      ByteBuffer.wrap(file).putInt(417 * frame, 0xfffb9000);
    }
    return file;
  }

  private static byte[] ogg(int rate, long lastSample) {
    ByteBuffer out = ByteBuffer.allocate(28 + 30).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("OggS")).putShort((short) 0x200).putLong(lastSample).putInt(1).putInt(0);
    out.putInt(0).put((byte) 1).put((byte) 30).put(ascii("\u0001vorbis")).putInt(0).put((byte) 1);
    return out.putInt(rate).array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static MediaHeader.Image image(byte[] bytes) throws InvalidMediaException {
    return (MediaHeader.Image)
        MediaInspector.inspect(bytes, Modality.IMAGE, MediaLimits.ofFiles(Modality.IMAGE));
  }

  private static double seconds(byte[] bytes) throws InvalidMediaException {
    MediaHeader header =
        MediaInspector.inspect(bytes, Modality.AUDIO, MediaLimits.ofFiles(Modality.AUDIO));
    return ((MediaHeader.Audio) header).seconds();
  }

  private static void refuses(byte[] bytes, Modality modality, String why) {
    assertThatThrownBy(() -> MediaInspector.inspect(bytes, modality, MediaLimits.ofFiles(modality)))
        .isInstanceOf(InvalidMediaException.class)
        .hasMessageContaining(why);
  }

  @Test
  void headersTellTheSizeOfImages() throws InvalidMediaException {
    for (String format : List.of("jpeg", "png", "gif")) {
      assertThat(image(image(format, 31, 17)))
          .extracting(MediaHeader.Image::width, MediaHeader.Image::height)
          .as(format)
          .containsExactly(31, 17);
    }
    for (byte[] webp : List.of(LOSSY_WEBP, LOSSLESS_WEBP)) {
      assertThat(image(webp)).isEqualTo(new MediaHeader.Image(MediaFormat.WEBP, 16, 12));
    }
  }

  @Test
  void headersTellTheLengthOfSounds() throws InvalidMediaException {
    assertThat(seconds(wav(12_000))).isEqualTo(1.5);
    assertThat(seconds(flac(44_100, 88_200))).isEqualTo(2);
    assertThat(seconds(ogg(48_000, 24_000))).isEqualTo(.5);
    assertThat(seconds(mp3(100))).isCloseTo(100 * 1_152 / 44_100.0, within(1e-9));
  }

  @Test
  void anImageThatWouldFillTheMemoryIsRefused() {
    byte[] bomb = image("png", 1, 1);
    // Width and height stand behind the name of the first chunk.
    ByteBuffer.wrap(bomb).putInt(16, 60_000).putInt(20, 60_000);
    refuses(bomb, Modality.IMAGE, "60000 x 60000 pixels");
    ByteBuffer.wrap(bomb).putInt(16, -1).putInt(20, -1);
    refuses(bomb, Modality.IMAGE, "which is no image");
  }

  @Test
  void aFrameOfAGifLargerThanItsScreenCounts() {
    byte[] gif = image("gif", 8, 8);
    int frame = indexOf(gif, new byte[] {0x2c, 0, 0, 0, 0, 8, 0, 8, 0});
    ByteBuffer.wrap(gif).order(ByteOrder.LITTLE_ENDIAN).putShort(frame + 5, (short) 60_000);
    ByteBuffer.wrap(gif).order(ByteOrder.LITTLE_ENDIAN).putShort(frame + 7, (short) 60_000);
    refuses(gif, Modality.IMAGE, "60000 x 60000 pixels");
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    for (int at = 0; at <= bytes.length - wanted.length; at++) {
      if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    throw new AssertionError("it is not there");
  }

  @Test
  void aJpegWithVeryManyScansIsRefused() {
    byte[] jpeg = image("jpeg", 8, 8);
    ByteBuffer many = ByteBuffer.allocate(jpeg.length + 400).put(jpeg, 0, jpeg.length - 2);
    while (many.remaining() > 2) {
      many.put((byte) 0xff).put((byte) 0xda);
    }
    many.put((byte) 0xff).put((byte) 0xd9);
    refuses(many.array(), Modality.IMAGE, "more than 100 scans");
  }

  @Test
  void aSoundThatLastsTooLongIsRefused() {
    refuses(flac(44_100, 44_100L * 3_601), Modality.AUDIO, "3601 seconds");
    refuses(flac(44_100, 0), Modality.AUDIO, "does not tell how long");
  }

  @Test
  void aFileThatWasCutIsRefused() {
    for (byte[] whole :
        List.of(
            image("jpeg", 40, 40),
            image("png", 40, 40),
            image("gif", 40, 40),
            LOSSY_WEBP,
            LOSSLESS_WEBP)) {
      for (int length : new int[] {whole.length / 2, whole.length - 3}) {
        refuses(Arrays.copyOf(whole, length), Modality.IMAGE, "ends too early");
      }
    }
    refuses(Arrays.copyOf(ogg(48_000, 1), 40), Modality.AUDIO, "ends too early");
    refuses(Arrays.copyOf(wav(10), 30), Modality.AUDIO, "ends too early");
    refuses(Arrays.copyOf(flac(8_000, 1), 20), Modality.AUDIO, "ends too early");
  }

  @Test
  void anotherTypeIsRefused() {
    refuses(wav(10), Modality.IMAGE, "it is WAV, which is no image");
    refuses(image("png", 1, 1), Modality.AUDIO, "it is PNG, which is no audio");
    refuses(
        ascii("<svg xmlns='http://www.w3.org/2000/svg'/>"), Modality.IMAGE, "one of the formats");
    refuses(new byte[0], Modality.IMAGE, "it is empty");
    refuses(new byte[(32 << 20) + 1], Modality.IMAGE, "33554433 bytes");
  }

  @Test
  void damagedFilesEndInNoOtherWay() {
    Random random = new Random(7);
    for (byte[] whole :
        List.of(
            image("jpeg", 20, 20),
            image("png", 20, 20),
            image("gif", 20, 20),
            LOSSY_WEBP,
            wav(50),
            flac(8_000, 9),
            ogg(8_000, 9),
            mp3(3))) {
      for (int round = 0; round < 300; round++) {
        byte[] damaged = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
        for (int change = 0; change < 3; change++) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        for (Modality modality : List.of(Modality.IMAGE, Modality.AUDIO)) {
          try {
            var _ = MediaInspector.inspect(damaged, modality, MediaLimits.ofFiles(modality));
          } catch (InvalidMediaException e) {
            assertThat(e).hasMessageMatching("(?s).+");
          }
        }
      }
    }
  }
}
