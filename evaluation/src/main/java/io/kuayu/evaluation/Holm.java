package io.kuayu.evaluation;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's correction (Scandinavian Journal of Statistics 1979) for several tests at once: the
 * smallest p value is multiplied by the number of tests, the next by one less, and so on. If
 * results below 5 % are called significant, then at most 5 % of reports contain a false one.
 */
final class Holm {
  private Holm() {}

  /** The corrected p values in the order of the given ones. */
  static double[] adjusted(double[] p) {
    int[] ascending =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(index -> p[index]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[p.length];
    double runningMax = 0;
    for (int place = 0; place < p.length; place++) {
      double own = Math.min(1, (p.length - place) * p[ascending[place]]);
      runningMax = Math.max(runningMax, own);
      adjusted[ascending[place]] = runningMax;
    }
    return adjusted;
  }
}
