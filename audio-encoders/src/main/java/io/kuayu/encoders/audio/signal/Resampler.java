package io.kuayu.encoders.audio.signal;

/**
 * Changes the number of samples a second by a windowed sinc filter, computed for each phase of the
 * ratio of the two rates (a polyphase filter with a Kaiser window).
 */
public final class Resampler {
  /** Zero crossings of the sinc at each side. */
  private static final int CROSSINGS = 16;

  /** Share of the lower of the two bands that passes. */
  private static final double PASS = .945;

  private static final double KAISER_BETA = 8.6;
  private static final int MAX_PHASES = 4_096;

  private Resampler() {}

  /** Resamples; costs about 32 multiplications a sample of the higher rate. */
  public static float[] resample(float[] samples, int from, int to) {
    if (from == to) {
      return samples;
    }
    int divisor = gcd(from, to);
    int up = to / divisor;
    int down = from / divisor;
    if (up > MAX_PHASES) {
      // An odd rate: the nearest ratio is off by less than a tenth of a thousandth.
      down = (int) Math.round((double) down * MAX_PHASES / up);
      up = MAX_PHASES;
    }
    double cutoff = PASS * Math.min(1, (double) up / down);
    int reach = (int) Math.ceil(CROSSINGS / Math.min(1, (double) up / down));
    float[][] phases = new float[up][];
    int size = (int) Math.ceil((double) samples.length * up / down);
    float[] result = new float[size];
    for (int index = 0; index < size; index++) {
      long position = (long) index * down;
      int centre = (int) (position / up);
      int phase = (int) (position % up);
      float[] filter = phases[phase];
      if (filter == null) {
        filter = filter((double) phase / up, reach, cutoff);
        phases[phase] = filter;
      }
      float sum = 0;
      int first = Math.max(0, centre - reach + 1);
      int last = Math.min(samples.length - 1, centre + reach);
      for (int at = first, tap = first - (centre - reach + 1); at <= last; at++, tap++) {
        sum += filter[tap] * samples[at];
      }
      result[index] = sum;
    }
    return result;
  }

  /**
   * The filter for a place between two samples, from {@code reach - 1} before the first of them.
   */
  private static float[] filter(double offset, int reach, double cutoff) {
    float[] filter = new float[2 * reach];
    double sum = 0;
    for (int tap = 0; tap < filter.length; tap++) {
      double distance = tap - reach + 1 - offset;
      double x = Math.PI * cutoff * distance;
      double sinc = x == 0 ? 1 : Math.sin(x) / x;
      double ratio = distance / reach;
      double window = bessel(KAISER_BETA * Math.sqrt(Math.max(0, 1 - ratio * ratio)));
      filter[tap] = (float) (sinc * window);
      sum += filter[tap];
    }
    for (int tap = 0; tap < filter.length; tap++) {
      filter[tap] /= (float) sum;
    }
    return filter;
  }

  /** The modified Bessel function of the first kind and order 0. */
  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; term > 1e-12 * sum; k++) {
      term *= x / (2 * k) * (x / (2 * k));
      sum += term;
    }
    return sum;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
