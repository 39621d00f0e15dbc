package io.kuayu.models.towers;

import java.util.Arrays;

/**
 * The input of the user tower: for each domain the mean of its events' vectors, with more weight on
 * later events, and the number of events; then the last event's vector.
 */
public final class HistoryFeatures {
  private final int domains;
  private final double decay;

  public HistoryFeatures(int domains, double decay) {
    this.domains = domains;
    this.decay = decay;
  }

  /**
   * The number of features of the user tower: a vector and a count for each domain, the vector of
   * the last event, and that of the domain that is asked about.
   */
  public static int size(int domains, int embedding) {
    return domains * (embedding + 1) + 2 * embedding;
  }

  /**
   * The weight of each event in its domain's mean; they sum up to 1 in each domain that has any.
   *
   * @param domainOf the events' domains, oldest first; events of domains from {@code domains} on
   *     weigh nothing
   */
  public float[] weights(int[] domainOf) {
    double[] raw = new double[domainOf.length];
    double[] sums = new double[domains];
    double weight = 1;
    for (int event = domainOf.length - 1; event >= 0; event--) {
      raw[event] = weight;
      weight *= decay;
      if (domainOf[event] < domains) {
        sums[domainOf[event]] += raw[event];
      }
    }
    float[] weights = new float[domainOf.length];
    for (int event = 0; event < domainOf.length; event++) {
      weights[event] =
          domainOf[event] < domains && raw[event] > 0
              ? (float) (raw[event] / sums[domainOf[event]])
              : 0;
    }
    return weights;
  }

  /** The logarithm of the number of events of each domain, about 0 … 4. */
  public float[] counts(int[] domainOf) {
    int[] counts = new int[domains];
    Arrays.stream(domainOf).filter(domain -> domain < domains).forEach(domain -> counts[domain]++);
    float[] logs = new float[domains];
    for (int domain = 0; domain < domains; domain++) {
      logs[domain] = (float) Math.log(1 + counts[domain]);
    }
    return logs;
  }
}
