package io.kuayu.encoders.audio.codec;

import io.kuayu.encoders.audio.signal.Fourier;

/**
 * The inverse modified discrete cosine transform of one size, by a complex Fourier transform of a
 * quarter of it.
 */
final class VorbisTransform {
  private final int half;
  private final float[] twiddleRe;
  private final float[] twiddleIm;
  private final Fourier fourier;

  /**
   * Prepares the transform.
   *
   * @param size numbers of the result, a power of two of at least 8
   */
  VorbisTransform(int size) {
    half = size / 2;
    int quarter = size / 4;
    twiddleRe = new float[quarter];
    twiddleIm = new float[quarter];
    fourier = new Fourier(quarter);
    for (int index = 0; index < quarter; index++) {
      double angle = -Math.PI * (4 * index + 1) / (4.0 * half);
      twiddleRe[index] = (float) Math.cos(angle);
      twiddleIm[index] = (float) Math.sin(angle);
    }
  }

  /**
   * Transforms half as many coefficients as the result has numbers; costs n log n.
   *
   * @param spectrum {@code [at least size / 2]}
   */
  float[] inverse(float[] spectrum) {
    float[] cosines = cosines(spectrum);
    float[] result = new float[2 * half];
    int quarter = half / 2;
    for (int index = 0; index < quarter; index++) {
      result[index] = cosines[index + quarter];
      result[3 * quarter + index] = -cosines[index];
    }
    for (int index = quarter; index < 3 * quarter; index++) {
      result[index] = -cosines[3 * quarter - 1 - index];
    }
    return result;
  }

  /** The discrete cosine transform of type IV. */
  private float[] cosines(float[] spectrum) {
    int quarter = half / 2;
    float[] re = new float[quarter];
    float[] im = new float[quarter];
    for (int index = 0; index < quarter; index++) {
      float a = spectrum[2 * index];
      float b = spectrum[half - 1 - 2 * index];
      re[index] = a * twiddleRe[index] - b * twiddleIm[index];
      im[index] = a * twiddleIm[index] + b * twiddleRe[index];
    }
    fourier.transform(re, im);
    float[] cosines = new float[half];
    for (int index = 0; index < quarter; index++) {
      cosines[2 * index] = re[index] * twiddleRe[index] - im[index] * twiddleIm[index];
      cosines[half - 1 - 2 * index] =
          -(re[index] * twiddleIm[index] + im[index] * twiddleRe[index]);
    }
    return cosines;
  }
}
