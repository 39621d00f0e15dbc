package io.kuayu.encoders.audio;

import io.kuayu.encoders.audio.signal.Fourier;
import java.util.Arrays;

/**
 * Spectra of overlapping frames of a sound, as librosa computes them: a periodic Hann window, each
 * frame centred on its place.
 *
 * @param frame samples of a frame, a power of two
 * @param hop samples from one frame to the next
 * @param reflects whether the sound goes on backwards before its beginning and behind its end;
 *     otherwise there are zeros
 */
record Spectrogram(int frame, int hop, boolean reflects) {
  /** Takes the spectrum of each frame. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Called once for each frame, in their order.
     *
     * @param power {@code [frame / 2 + 1]}, squares of magnitudes; reused for the next frame
     */
    void frame(int index, float[] power);
  }

  /** Numbers of a spectrum. */
  int bins() {
    return frame / 2 + 1;
  }

  /** Frames of a sound of so many samples. */
  int frames(int samples) {
    return 1 + samples / hop;
  }

  /** Computes all frames, one at a time. */
  void compute(float[] samples, Visitor visitor) {
    float[] window = new float[frame];
    for (int at = 0; at < frame; at++) {
      window[at] = (float) (.5 - .5 * Math.cos(2 * Math.PI * at / frame));
    }
    Fourier fourier = new Fourier(frame);
    float[] re = new float[frame];
    float[] im = new float[frame];
    float[] power = new float[bins()];
    for (int index = 0; index < frames(samples.length); index++) {
      int start = index * hop - frame / 2;
      for (int at = 0; at < frame; at++) {
        int place = reflects ? reflected(start + at, samples.length) : start + at;
        re[at] = place >= 0 && place < samples.length ? samples[place] * window[at] : 0;
      }
      Arrays.fill(im, 0);
      fourier.transform(re, im);
      for (int bin = 0; bin < power.length; bin++) {
        power[bin] = re[bin] * re[bin] + im[bin] * im[bin];
      }
      visitor.frame(index, power);
    }
  }

  private static int reflected(int place, int size) {
    int inside = Math.abs(place);
    return inside < size ? inside : 2 * (size - 1) - inside;
  }
}
