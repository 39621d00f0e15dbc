package io.kuayu.encoders.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.encoders.EncodedBatch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class DescriptorEncoderTest {
  private static final int RATE = DescriptorEncoder.RATE;
  private static final int CHROMA = 80;
  private static final int TEMPO = 102;
  private static final int CLARITY = 103;

  private static float[] samples(double seconds, IntToDoubleFunction wave) {
    float[] samples = new float[(int) (seconds * RATE)];
    for (int index = 0; index < samples.length; index++) {
      samples[index] = (float) wave.applyAsDouble(index);
    }
    return samples;
  }

  private static float[] descriptor(float[] samples) {
    try (DescriptorEncoder encoder = new DescriptorEncoder(1)) {
      return encoder.encode(samples);
    }
  }

  /** The numbers of {@code src/test/reference/descriptor.py}, which computes them with NumPy. */
  @Test
  void theNumbersAreThoseOfTheReference() throws IOException {
    double[] noise = new double[4 * RATE];
    long state = 1;
    for (int index = 0; index < noise.length; index++) {
      state = (1_103_515_245 * state + 12_345) % (1L << 31);
      noise[index] = state / (double) (1 << 30) - 1;
    }
    float[] descriptor =
        descriptor(
            samples(
                4,
                n -> {
                  double t = (double) n / RATE;
                  double since = (double) (n % (RATE / 2)) / RATE;
                  return .3 * Math.sin(2 * Math.PI * (220 * t + 100 * t * t))
                      + .5 * Math.exp(-60 * since) * noise[n]
                      + .01 * noise[n];
                }));
    List<String> reference;
    try (InputStream in = getClass().getResourceAsStream("descriptor.csv")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      reference = text.lines().toList();
    }
    assertThat(reference).hasSize(TEMPO);
    for (int index = 0; index < TEMPO; index++) {
      double expected = Double.parseDouble(reference.get(index));
      assertThat((double) descriptor[index])
          .as("number %d", index)
          .isCloseTo(expected, within(2e-3 * Math.max(1, Math.abs(expected))));
    }
    // Two clicks a second.
    assertThat(120 * Math.pow(2, descriptor[TEMPO])).isCloseTo(120, within(4.0));
  }

  @Test
  void theStrongestPitchClassIsThatOfTheTone() {
    // A, C and E, in several octaves.
    double[][] tones = {{440, 9}, {261.63, 0}, {1_318.5, 4}, {110, 9}};
    for (double[] tone : tones) {
      float[] descriptor =
          descriptor(samples(2, n -> .5 * Math.sin(2 * Math.PI * tone[0] * n / RATE)));
      float[] chroma = Arrays.copyOfRange(descriptor, CHROMA, CHROMA + 12);
      int best = 0;
      for (int pitch = 0; pitch < 12; pitch++) {
        best = chroma[pitch] > chroma[best] ? pitch : best;
      }
      assertThat(best).as("%s Hz", tone[0]).isEqualTo((int) tone[1]);
    }
  }

  @Test
  void theTempoIsThatOfTheClicks() {
    for (int tempo : new int[] {75, 100, 120, 150}) {
      int period = 60 * RATE / tempo;
      float[] descriptor =
          descriptor(
              samples(
                  15, n -> Math.exp(-200.0 * (n % period) / RATE) * Math.sin(n * (double) n % 7)));
      assertThat(120 * Math.pow(2, descriptor[TEMPO]))
          .as("%d beats a minute", tempo)
          .isCloseTo(tempo, within(.04 * tempo));
      assertThat(descriptor[CLARITY]).isGreaterThan(.6f);
    }
  }

  @Test
  void silenceShortSoundsAndDamageAreAbsent() {
    try (DescriptorEncoder encoder = new DescriptorEncoder(2)) {
      EncodedBatch batch =
          encoder.encode(
              List.of(
                  Sounds.wav(RATE, samples(1, n -> .2 * Math.sin(n * .1))),
                  Sounds.wav(RATE, new float[RATE]),
                  Sounds.wav(RATE, samples(.05, n -> .2 * Math.sin(n * .1))),
                  Sounds.content(new byte[100])));
      assertThat(batch.present()).containsExactly(true, false, false, false);
      assertThat(batch.vectors()[0]).hasSize(encoder.dimension());
    }
  }
}
