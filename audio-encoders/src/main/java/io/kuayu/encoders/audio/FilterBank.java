package io.kuayu.encoders.audio;

import java.util.Arrays;

/**
 * Sums the bins of a spectrum with weights.
 *
 * @param weights {@code [bands][bins]}
 */
@SuppressWarnings("ArrayRecordComponent") // Made once, never compared.
record FilterBank(float[][] weights) {
  private static final double LINEAR_STEP = 200.0 / 3;
  private static final double FIRST_LOGARITHMIC = 1_000;
  private static final double LOGARITHMIC_STEP = Math.log(6.4) / 27;

  /** How wide the octaves are that count as pitch classes, and in which octave they are centred. */
  private static final double OCTAVE_WIDTH = 2;

  private static final double OCTAVE_CENTRE = 5;
  private static final int CLASSES = 12;

  /**
   * Triangles between places that are even in mel, each of area 1 (Slaney's scale and norm, the
   * default of librosa).
   */
  static FilterBank mel(int bands, int rate, int frame, double minHertz, double maxHertz) {
    double[] edges = new double[bands + 2];
    double first = mel(minHertz);
    double last = mel(maxHertz);
    Arrays.setAll(edges, edge -> hertz(first + (last - first) * edge / (bands + 1)));
    float[][] weights = new float[bands][frame / 2 + 1];
    for (int band = 0; band < bands; band++) {
      double low = edges[band];
      double middle = edges[band + 1];
      double high = edges[band + 2];
      for (int bin = 0; bin < weights[band].length; bin++) {
        double hertz = (double) bin * rate / frame;
        double height = Math.min((hertz - low) / (middle - low), (high - hertz) / (high - middle));
        weights[band][bin] = (float) (Math.max(0, height) * 2 / (high - low));
      }
    }
    return new FilterBank(weights);
  }

  /** The twelve pitch classes from C on (Ellis's weights, those of librosa). */
  static FilterBank chroma(int rate, int frame) {
    double[] places = new double[frame + 1];
    for (int bin = 1; bin < frame; bin++) {
      places[bin] = CLASSES * Math.log((double) bin * rate / frame / (440.0 / 16)) / Math.log(2);
    }
    places[0] = places[1] - 1.5 * CLASSES;
    float[][] weights = new float[CLASSES][frame / 2 + 1];
    for (int bin = 0; bin <= frame / 2; bin++) {
      double width = Math.max(places[bin + 1] - places[bin], 1);
      double[] column = new double[CLASSES];
      double square = 0;
      for (int pitch = 0; pitch < CLASSES; pitch++) {
        // Counted from A.
        double distance = places[bin] - pitch + CLASSES / 2.0 + 10 * CLASSES;
        distance -= CLASSES * Math.floor(distance / CLASSES);
        double scaled = 2 * (distance - CLASSES / 2.0) / width;
        column[pitch] = Math.exp(-.5 * scaled * scaled);
        square += column[pitch] * column[pitch];
      }
      double octave = (places[bin] / CLASSES - OCTAVE_CENTRE) / OCTAVE_WIDTH;
      double scale = Math.exp(-.5 * octave * octave) / Math.sqrt(square);
      for (int pitch = 0; pitch < CLASSES; pitch++) {
        weights[(pitch + CLASSES - 3) % CLASSES][bin] = (float) (column[pitch] * scale);
      }
    }
    return new FilterBank(weights);
  }

  int bands() {
    return weights.length;
  }

  /** The sum of each band. */
  float[] apply(float[] spectrum) {
    float[] sums = new float[weights.length];
    for (int band = 0; band < weights.length; band++) {
      float[] row = weights[band];
      float sum = 0;
      for (int bin = 0; bin < row.length; bin++) {
        sum += row[bin] * spectrum[bin];
      }
      sums[band] = sum;
    }
    return sums;
  }

  private static double mel(double hertz) {
    return hertz < FIRST_LOGARITHMIC
        ? hertz / LINEAR_STEP
        : FIRST_LOGARITHMIC / LINEAR_STEP + Math.log(hertz / FIRST_LOGARITHMIC) / LOGARITHMIC_STEP;
  }

  private static double hertz(double mel) {
    double first = FIRST_LOGARITHMIC / LINEAR_STEP;
    return mel < first
        ? mel * LINEAR_STEP
        : FIRST_LOGARITHMIC * Math.exp((mel - first) * LOGARITHMIC_STEP);
  }
}
