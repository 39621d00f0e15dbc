package io.kuayu.models.dense;

/** The activation x · Φ(x) (Hendrycks and Gimpel, 2016), as the engine implements it. */
public final class Gelu {
  private Gelu() {}

  public static float of(float x) {
    return (float) (.5 * x * (1 + erf(x * Math.sqrt(.5))));
  }

  /** The error function within 1.5e-7 (Abramowitz and Stegun 7.1.26). */
  private static double erf(double x) {
    double t = 1 / (1 + .3275911 * Math.abs(x));
    double series =
        ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - .284496736) * t + .254829592)
            * t;
    double value = 1 - series * Math.exp(-x * x);
    return x < 0 ? -value : value;
  }
}
