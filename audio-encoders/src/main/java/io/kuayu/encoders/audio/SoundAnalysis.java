package io.kuayu.encoders.audio;

/**
 * What each frame of a sound is like.
 *
 * @param levels of mel bands in dB, {@code [bands][frames]}, at most 80 below the loudest
 * @param chroma strength of the pitch classes from C on, {@code [12][frames]}, the strongest is 1
 * @param centroid mean frequency of the spectrum in Hz, {@code [frames]}
 * @param rollOff frequency below which 85 % of the magnitudes lie, {@code [frames]}
 * @param flatness from 0, a tone, to 1, noise, {@code [frames]}
 * @param crossings share of samples at which the sign changes, {@code [frames]}
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
record SoundAnalysis(
    float[][] levels,
    float[][] chroma,
    float[] centroid,
    float[] rollOff,
    float[] flatness,
    float[] crossings) {
  static final int HOP = 512;
  private static final int FRAME = 2_048;
  private static final int BANDS = 40;
  private static final int COEFFICIENTS = 20;
  private static final float MIN_POWER = 1e-10f;
  private static final float MAX_RANGE = 80;
  private static final double ROLL_OFF = .85;

  /** Frames before and behind the one whose slope is measured. */
  private static final int SLOPE_REACH = 4;

  static SoundAnalysis of(float[] samples, int rate) {
    Spectrogram spectrogram = new Spectrogram(FRAME, HOP, false);
    int frames = spectrogram.frames(samples.length);
    FilterBank mel = FilterBank.mel(BANDS, rate, FRAME, 0, rate / 2.0);
    FilterBank pitches = FilterBank.chroma(rate, FRAME);
    SoundAnalysis analysis =
        new SoundAnalysis(
            new float[BANDS][frames],
            new float[pitches.bands()][frames],
            new float[frames],
            new float[frames],
            new float[frames],
            crossings(samples, frames));
    spectrogram.compute(
        samples,
        (frame, power) -> {
          put(mel.apply(power), analysis.levels, frame);
          float[] strengths = pitches.apply(power);
          normalise(strengths);
          put(strengths, analysis.chroma, frame);
          analysis.describe(frame, power, (double) rate / FRAME);
        });
    toDecibels(analysis.levels);
    return analysis;
  }

  private static void put(float[] column, float[][] rows, int frame) {
    for (int row = 0; row < column.length; row++) {
      rows[row][frame] = column[row];
    }
  }

  private static void normalise(float[] strengths) {
    float max = 0;
    for (float strength : strengths) {
      max = Math.max(max, strength);
    }
    for (int pitch = 0; max > Float.MIN_NORMAL && pitch < strengths.length; pitch++) {
      strengths[pitch] /= max;
    }
  }

  private void describe(int frame, float[] power, double hertzPerBin) {
    double sum = 0;
    double weighted = 0;
    double logarithms = 0;
    double powers = 0;
    for (int bin = 0; bin < power.length; bin++) {
      double magnitude = Math.sqrt(power[bin]);
      sum += magnitude;
      weighted += magnitude * bin;
      double bounded = Math.max(MIN_POWER, power[bin]);
      logarithms += Math.log(bounded);
      powers += bounded;
    }
    centroid[frame] = (float) (sum > 0 ? weighted / sum * hertzPerBin : 0);
    flatness[frame] = (float) (Math.exp(logarithms / power.length) / (powers / power.length));
    double below = 0;
    for (int bin = 0; bin < power.length; bin++) {
      below += Math.sqrt(power[bin]);
      if (below >= ROLL_OFF * sum) {
        rollOff[frame] = (float) (bin * hertzPerBin);
        return;
      }
    }
  }

  private static void toDecibels(float[][] levels) {
    float loudest = Float.NEGATIVE_INFINITY;
    for (float[] band : levels) {
      for (int frame = 0; frame < band.length; frame++) {
        band[frame] = (float) (10 * Math.log10(Math.max(MIN_POWER, band[frame])));
        loudest = Math.max(loudest, band[frame]);
      }
    }
    for (float[] band : levels) {
      for (int frame = 0; frame < band.length; frame++) {
        band[frame] = Math.max(band[frame], loudest - MAX_RANGE);
      }
    }
  }

  /** Zero counts as positive; the first and the last sample go on beyond the ends. */
  private static float[] crossings(float[] samples, int frames) {
    float[] crossings = new float[frames];
    for (int frame = 0; frame < frames; frame++) {
      int start = frame * HOP - FRAME / 2;
      int count = 0;
      for (int at = start + 1; at < start + FRAME; at++) {
        float before = samples[Math.clamp(at - 1, 0, samples.length - 1)];
        float after = samples[Math.clamp(at, 0, samples.length - 1)];
        count += (before < 0) == (after < 0) ? 0 : 1;
      }
      crossings[frame] = (float) count / FRAME;
    }
    return crossings;
  }

  /** The cosine transform (II, orthonormal) of the levels, {@code [20][frames]}. */
  float[][] cepstrum() {
    int frames = levels[0].length;
    float[][] cepstrum = new float[COEFFICIENTS][frames];
    for (int index = 0; index < COEFFICIENTS; index++) {
      double scale = Math.sqrt((index == 0 ? 1.0 : 2.0) / BANDS);
      for (int band = 0; band < BANDS; band++) {
        double weight = scale * Math.cos(Math.PI * index * (2 * band + 1) / (2.0 * BANDS));
        for (int frame = 0; frame < frames; frame++) {
          cepstrum[index][frame] += (float) (weight * levels[band][frame]);
        }
      }
    }
    return cepstrum;
  }

  /**
   * Slopes of the lines through nine frames each, where there are as many.
   *
   * @param numbers {@code [frames]}
   */
  static float[] slopes(float[] numbers) {
    float[] slopes = new float[Math.max(0, numbers.length - 2 * SLOPE_REACH)];
    for (int frame = 0; frame < slopes.length; frame++) {
      float sum = 0;
      for (int step = 1; step <= SLOPE_REACH; step++) {
        int middle = frame + SLOPE_REACH;
        sum += step * (numbers[middle + step] - numbers[middle - step]);
      }
      slopes[frame] = sum / 60;
    }
    return slopes;
  }
}
