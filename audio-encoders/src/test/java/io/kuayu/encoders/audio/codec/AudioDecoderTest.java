package io.kuayu.encoders.audio.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.encoders.audio.signal.Resampler;
import io.kuayu.media.InvalidMediaException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The files {@code tone.flac}, {@code tone.mp3} and {@code tone.ogg} were made of {@link #tone} in
 * 16 bits by {@code flac -8}, {@code lame -b 96 -m j --resample 44.1} and {@code oggenc -q 2}.
 */
class AudioDecoderTest {
  private static final int RATE = 44_100;
  private static final int SIZE = RATE * 6 / 10;

  /** A tone in each channel; the second half is quieter, so that encoders change their blocks. */
  private static double tone(int channel, int index) {
    double loudness = index < SIZE / 2 ? 1 : .15;
    double hertz = channel == 0 ? 440 : 660;
    double height = channel == 0 ? .4 : .3;
    return loudness * height * Math.sin(2 * Math.PI * hertz * index / RATE);
  }

  private static float[] mean() {
    float[] mean = new float[SIZE];
    for (int index = 0; index < SIZE; index++) {
      mean[index] = (float) (tone(0, index) + tone(1, index)) / 2;
    }
    return mean;
  }

  private static byte[] resource(String name) {
    try (InputStream in = AudioDecoderTest.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] wav(int kind, int bits) {
    int bytes = bits / 8;
    ByteBuffer out = ByteBuffer.allocate(44 + 2 * bytes * SIZE).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RIFF")).putInt(out.capacity() - 8).put(ascii("WAVEfmt ")).putInt(16);
    out.putShort((short) kind).putShort((short) 2).putInt(RATE).putInt(2 * bytes * RATE);
    out.putShort((short) (2 * bytes)).putShort((short) bits);
    out.put(ascii("data")).putInt(2 * bytes * SIZE);
    for (int index = 0; index < 2 * SIZE; index++) {
      double value = tone(index % 2, index / 2);
      switch (kind * 100 + bits) {
        case 108 -> out.put((byte) Math.round(128 + 128 * value));
        case 116 -> out.putShort((short) Math.round(32_768 * value));
        case 124 -> {
          int whole = (int) Math.round(8_388_608 * value);
          out.put((byte) whole).put((byte) (whole >> 8)).put((byte) (whole >> 16));
        }
        case 132 -> out.putInt((int) Math.round(2_147_483_648.0 * value));
        case 332 -> out.putFloat((float) value);
        default -> out.putDouble(value);
      }
    }
    return out.array();
  }

  /** The deviation from the tone, as a share of its strength, at the delay where it is smallest. */
  private static double deviation(float[] actual, int maxDelay) {
    float[] expected = mean();
    double best = Double.MAX_VALUE;
    for (int delay = 0; delay <= maxDelay; delay++) {
      double error = 0;
      double strength = 0;
      for (int index = 2_000; index < SIZE - 2_000; index++) {
        double difference = actual[index + delay] - expected[index];
        error += difference * difference;
        strength += expected[index] * expected[index];
      }
      best = Math.min(best, Math.sqrt(error / strength));
    }
    return best;
  }

  @Test
  void everyKindOfWavIsDecoded() throws InvalidMediaException {
    for (int[] kind : new int[][] {{1, 8}, {1, 16}, {1, 24}, {1, 32}, {3, 32}, {3, 64}}) {
      float[] samples = AudioDecoder.decode(wav(kind[0], kind[1]), RATE, 10);
      assertThat(samples).hasSize(SIZE);
      assertThat(deviation(samples, 0))
          .as("%d bits of kind %d", kind[1], kind[0])
          .isLessThan(kind[1] == 8 ? .05 : 2e-4);
    }
  }

  @Test
  void flacIsDecodedExactly() throws InvalidMediaException {
    float[] samples = AudioDecoder.decode(resource("tone.flac"), RATE, 10);
    assertThat(samples).isEqualTo(AudioDecoder.decode(wav(1, 16), RATE, 10));
  }

  @Test
  void oggVorbisIsDecoded() throws InvalidMediaException {
    float[] samples = AudioDecoder.decode(resource("tone.ogg"), RATE, 10);
    assertThat(samples.length).isBetween(SIZE, SIZE + 4_096);
    assertThat(deviation(samples, 0)).isLessThan(.03);
  }

  @Test
  void mp3IsDecoded() throws InvalidMediaException {
    float[] samples = AudioDecoder.decode(resource("tone.mp3"), RATE, 10);
    // Encoder and decoder together delay by about a frame; the file has no room for the delay.
    assertThat(samples.length).isBetween(SIZE, SIZE + 4 * 1_152);
    // What LAME itself decodes deviates by .0500.
    assertThat(deviation(Arrays.copyOf(samples, SIZE + 4_000), 3_000)).isLessThan(.051);
  }

  @Test
  void decodingStopsAtTheWantedSeconds() throws InvalidMediaException {
    for (String name : List.of("tone.flac", "tone.mp3", "tone.ogg")) {
      assertThat(AudioDecoder.decode(resource(name), RATE, .25)).as(name).hasSize(RATE / 4);
    }
    assertThat(AudioDecoder.decode(wav(1, 16), RATE, .25)).hasSize(RATE / 4);
  }

  @Test
  void anotherRateKeepsTheTones() throws InvalidMediaException {
    for (int rate : new int[] {16_000, 22_050, 48_000, 11_027}) {
      float[] samples = AudioDecoder.decode(wav(1, 16), rate, 10);
      assertThat(samples.length).isCloseTo((int) (.6 * rate), within(2));
      float[] expected = mean();
      for (int index = rate / 20; index < rate / 4; index++) {
        double place = (double) index * RATE / rate;
        int before = (int) place;
        double between =
            expected[before] + (place - before) * (expected[before + 1] - expected[before]);
        assertThat((double) samples[index])
            .as("%d at %d", rate, index)
            .isCloseTo(between, within(.004));
      }
    }
  }

  @Test
  void whatIsAboveTheNewRateIsFilteredOut() {
    float[] high = new float[RATE];
    for (int index = 0; index < RATE; index++) {
      high[index] = (float) Math.sin(2 * Math.PI * 13_000 * index / RATE);
    }
    float[] low = Resampler.resample(high, RATE, 22_050);
    for (int index = 100; index < low.length - 100; index++) {
      assertThat(Math.abs(low[index])).isLessThan(2e-3f);
    }
  }

  @Test
  void aSoundThatWasCutCountsWithWhatIsLeft() throws InvalidMediaException {
    for (String name : List.of("tone.flac", "tone.mp3")) {
      byte[] file = resource(name);
      float[] samples = AudioDecoder.decode(Arrays.copyOf(file, file.length * 2 / 3), RATE, 10);
      assertThat(samples.length).as(name).isBetween(SIZE / 4, SIZE * 9 / 10);
    }
  }

  @Test
  void damagedFilesAreRefusedOrDecodedNothingElse() {
    Random random = new Random(5);
    List<byte[]> whole =
        List.of(resource("tone.flac"), resource("tone.mp3"), resource("tone.ogg"), wav(1, 16));
    for (byte[] file : whole) {
      for (int round = 0; round < 60; round++) {
        byte[] damaged = file.clone();
        int reach = round % 2 == 0 ? 200 : file.length;
        for (int change = 0; change < 5; change++) {
          damaged[random.nextInt(reach)] = (byte) random.nextInt(256);
        }
        try {
          assertThat(AudioDecoder.decode(damaged, RATE, 5).length).isBetween(1, 5 * RATE);
        } catch (InvalidMediaException e) {
          assertThat(e.getMessage()).isNotBlank();
        }
      }
    }
  }

  @Test
  void mp3OfMpeg2IsRefused() {
    byte[] other = new byte[2_000];
    for (int frame = 0; frame < 4; frame++) {
      // 64 kbit/s at 22,050 Hz: frames of 208 bytes.
      System.arraycopy(
          new byte[] {(byte) 0xff, (byte) 0xf3, (byte) 0x80, 0}, 0, other, 208 * frame, 4);
    }
    assertThatThrownBy(() -> AudioDecoder.decode(other, RATE, 5))
        .isInstanceOf(InvalidMediaException.class)
        .hasMessageContaining("MPEG-1");
  }
}
