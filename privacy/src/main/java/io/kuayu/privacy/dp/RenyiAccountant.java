package io.kuayu.privacy.dp;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Accounts for the privacy cost of Gaussian noise on sums, where each person takes part in a step
 * independently with a given probability (Poisson sampling). It uses the Rényi differential privacy
 * of the sampled Gaussian mechanism (Mironov, Talwar and Zhang, arXiv 1908.10530), which adds up
 * over steps for each order.
 *
 * <p>The guarantee is about adding or removing one person altogether. It holds if a step sums a
 * contribution of length at most 1 from each person in it, and adds noise of standard deviation σ
 * to each coordinate. Immutable; a step costs about a millisecond of computation for all orders.
 */
public final class RenyiAccountant {
  /** Nothing has been spent yet. */
  public static final RenyiAccountant EMPTY = new RenyiAccountant(new double[orders().length]);

  private static final double[] ORDERS = orders();

  /** The integrand is negligible this many standard deviations away from every peak. */
  private static final double REACH = 14;

  /** Points per standard deviation; the trapezoid rule is exact to rounding on such functions. */
  private static final int POINTS = 16;

  private static final double MAX_NOISE = 1e4;

  private final double[] spent;

  private RenyiAccountant(double[] spent) {
    this.spent = spent;
  }

  private static double[] orders() {
    DoubleStream low = IntStream.range(1, 100).mapToDouble(tenth -> 1 + tenth / 10.0);
    DoubleStream middle = IntStream.rangeClosed(11, 64).mapToDouble(order -> order);
    return DoubleStream.concat(
            DoubleStream.concat(low, middle), DoubleStream.of(80, 96, 128, 192, 256, 512))
        .toArray();
  }

  /**
   * This with some further steps.
   *
   * @param noise standard deviation of the noise, relative to the longest contribution of a person
   * @param rate the probability with which a person takes part in a step, 0 to 1
   */
  public RenyiAccountant with(double noise, double rate, long steps) {
    if (!(noise > 0) || !(rate >= 0 && rate <= 1) || steps < 0) {
      throw new KuayuException(
          ErrorCode.PRIVACY_PARAMETERS,
          "noise %s, rate %s and %d steps give no privacy".formatted(noise, rate, steps),
          "noise must be above 0, the rate from 0 to 1");
    }
    double[] sum = spent.clone();
    for (int index = 0; index < sum.length; index++) {
      sum[index] += steps * divergence(ORDERS[index], noise, rate);
    }
    return new RenyiAccountant(sum);
  }

  /**
   * The ε of (ε, δ)-differential privacy of all steps, by the conversion of Canonne, Kamath and
   * Steinke (arXiv 2004.00010, proposition 12), the best order taken.
   *
   * @param delta above 0, below 1; customarily below 1 / number of people
   */
  public double epsilon(double delta) {
    checkDelta(delta);
    double best = Double.POSITIVE_INFINITY;
    for (int index = 0; index < ORDERS.length; index++) {
      double order = ORDERS[index];
      double epsilon =
          spent[index] + Math.log1p(-1 / order) - (Math.log(delta) + Math.log(order)) / (order - 1);
      best = Math.min(best, Math.max(0, epsilon));
    }
    return best;
  }

  /** As {@link #epsilon} by the older conversion of Mironov (2017), which is looser. */
  public double classicalEpsilon(double delta) {
    checkDelta(delta);
    double best = Double.POSITIVE_INFINITY;
    for (int index = 0; index < ORDERS.length; index++) {
      best = Math.min(best, spent[index] - Math.log(delta) / (ORDERS[index] - 1));
    }
    return best;
  }

  /**
   * The least noise, to a thousandth, with which further steps stay below an ε, including
   * everything spent before.
   *
   * @throws KuayuException where no amount of noise is enough
   */
  public double noiseFor(double epsilon, double delta, double rate, long steps) {
    double low = 0;
    double high = 1;
    while (with(high, rate, steps).epsilon(delta) > epsilon) {
      low = high;
      high *= 2;
      if (high > MAX_NOISE) {
        throw new KuayuException(
            ErrorCode.PRIVACY_PARAMETERS,
            "no noise is enough for ε = " + epsilon + " and δ = " + delta,
            "allow a larger ε, or take fewer steps");
      }
    }
    while (high - low > 1e-3 * high) {
      double middle = (low + high) / 2;
      if (with(middle, rate, steps).epsilon(delta) > epsilon) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /**
   * The Rényi divergence of one step, {@code ln E[((1-q) + q·exp((2z-1)/2σ²))^α] / (α-1)} over z
   * normal with deviation σ. It is integrated numerically, which works for integer and fractional
   * orders.
   */
  static double divergence(double order, double noise, double rate) {
    if (rate == 0) {
      return 0;
    }
    double variance = noise * noise;
    if (rate == 1) {
      return order / (2 * variance);
    }
    double step = noise / POINTS;
    double begin = -REACH * noise;
    double end = order + REACH * noise;
    double log = Double.NEGATIVE_INFINITY;
    double logRest = Math.log1p(-rate);
    double logRate = Math.log(rate);
    for (double z = begin; z <= end; z += step) {
      double ratio = added(logRest, logRate + (2 * z - 1) / (2 * variance));
      log = added(log, order * ratio - z * z / (2 * variance));
    }
    double mean = log + Math.log(step) - Math.log(noise) - .5 * Math.log(2 * Math.PI);
    return Math.max(0, mean) / (order - 1);
  }

  /** The logarithm of the sum of two numbers given by their logarithms. */
  private static double added(double one, double other) {
    double more = Math.max(one, other);
    double less = Math.min(one, other);
    return less == Double.NEGATIVE_INFINITY ? more : more + Math.log1p(Math.exp(less - more));
  }

  private static void checkDelta(double delta) {
    if (!(delta > 0 && delta < 1)) {
      throw new KuayuException(
          ErrorCode.PRIVACY_PARAMETERS, "δ is " + delta, "allowed are numbers between 0 and 1");
    }
  }
}
