package io.kuayu.cli.demo;

import io.kuayu.cli.demo.Marketplace.Good;
import io.kuayu.core.Seed;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Plays the items of themes that are heard: a few notes on a pentatonic scale. The domain tells how
 * high they are and the step how many overtones they have; which notes follow which means nothing.
 */
final class ToneGenerator {
  private static final int RATE = 8_000;
  private static final int NOTES = 5;
  private static final int SAMPLES_PER_NOTE = RATE / 4;
  private static final int HEADER = 44;
  private static final double LOWEST = 196;
  private static final int[] SEMITONES = {0, 2, 4, 7, 9, 12};

  private final Seed seed;

  ToneGenerator(Seed seed) {
    this.seed = seed.derive("tones");
  }

  /** A WAV file of {@code 1.25} seconds, 8 kHz, mono; the same one every time. */
  byte[] wav(Good good) {
    SplittableRandom random = seed.derive(String.valueOf(good.domain())).derive(good.id()).random();
    int samples = NOTES * SAMPLES_PER_NOTE;
    ByteBuffer file = ByteBuffer.allocate(HEADER + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
    file.put(ascii("RIFF")).putInt(HEADER - 8 + 2 * samples).put(ascii("WAVEfmt "));
    file.putInt(16).putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
    file.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt(2 * samples);
    double base = LOWEST * Math.pow(1.5, good.domain());
    for (int note = 0; note < NOTES; note++) {
      int semitones = SEMITONES[random.nextInt(SEMITONES.length)];
      double pitch = base * StrictMath.pow(2, semitones / 12.);
      for (int sample = 0; sample < SAMPLES_PER_NOTE; sample++) {
        double fading = 1 - (double) sample / SAMPLES_PER_NOTE;
        double value = tone(2 * Math.PI * pitch * sample / RATE, 1 + good.step());
        file.putShort((short) Math.round(12_000 * fading * value));
      }
    }
    return file.array();
  }

  private static double tone(double phase, int overtones) {
    double sum = 0;
    for (int partial = 1; partial <= 1 + overtones; partial++) {
      sum += StrictMath.sin(partial * phase) / (partial * partial);
    }
    return sum / 1.5;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
