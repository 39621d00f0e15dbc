package io.kuayu.models.blend;

import java.util.stream.IntStream;

/**
 * The weights of a blend. The weights of a candidate are a sum of four groups: shared weights,
 * those of its frequency segment in the state of the history, those of its domain and those of the
 * pause. Rare situations therefore share strength with common ones, as set by the regularisation. A
 * domain without targets has the mean of the weights of the other domains.
 */
final class BlendWeights {
  /** In place of an expert: none speaks alone. */
  static final int ALL = -1;

  private final int features;
  private final int domains;
  private final float[] values;
  private final int[] alone;

  /**
   * @param values {@code [groups(domains), features]}
   */
  BlendWeights(int features, int domains, float[] values) {
    this(features, domains, values, new int[0]);
  }

  private BlendWeights(int features, int domains, float[] values, int[] alone) {
    this.features = features;
    this.domains = domains;
    this.values = values;
    this.alone = alone;
  }

  /**
   * These weights, except in domains where one expert speaks alone.
   *
   * @param experts the expert of each domain or {@link #ALL}, {@code [domains]}; empty for all
   */
  BlendWeights speakingAlone(int[] experts) {
    return new BlendWeights(features, domains, values, experts);
  }

  static int groups(int domains) {
    return 1 + ItemStatistics.SEGMENTS * QuerySegment.HISTORIES + domains + QuerySegment.PAUSES;
  }

  /**
   * The groups whose weights are summed for a candidate of that segment; a later domain has none.
   */
  static int[] groupsOf(QuerySegment situation, int segment, int domains) {
    int states = 1 + ItemStatistics.SEGMENTS * QuerySegment.HISTORIES;
    int state = 1 + segment * QuerySegment.HISTORIES + situation.history();
    int pause = states + domains + situation.pause();
    return situation.domain() < domains
        ? new int[] {0, state, pause, states + situation.domain()}
        : new int[] {0, state, pause};
  }

  /** The weights of each segment in a situation, {@code [segments][features]}. */
  float[][] in(QuerySegment situation) {
    float[][] sums = new float[ItemStatistics.SEGMENTS][features];
    if (isAlone(situation.domain())) {
      for (float[] sum : sums) {
        sum[BlendFeatures.rooted(alone[situation.domain()])] = 1;
      }
      return sums;
    }
    for (int segment = 0; segment < sums.length; segment++) {
      for (int group : groupsOf(situation, segment, domains)) {
        for (int feature = 0; feature < features; feature++) {
          sums[segment][feature] += values[group * features + feature];
        }
      }
    }
    if (!isLearnt(situation.domain())) {
      float[] mean = meanOfDomains();
      for (float[] sum : sums) {
        for (int feature = 0; feature < features; feature++) {
          sum[feature] += mean[feature];
        }
      }
    }
    return sums;
  }

  /** These weights with an increment for one feature of one segment in every situation. */
  BlendWeights favouring(int segment, int feature, float more) {
    float[] changed = values.clone();
    for (int history = 0; history < QuerySegment.HISTORIES; history++) {
      changed[(1 + segment * QuerySegment.HISTORIES + history) * features + feature] += more;
    }
    return new BlendWeights(features, domains, changed, alone);
  }

  /** Whether the weights of a domain are used and were learnt from questions of its own. */
  boolean speakFor(int domain) {
    return isLearnt(domain) && !isAlone(domain);
  }

  /** Whether one expert speaks alone in a domain. */
  boolean isAlone(int domain) {
    return domain < alone.length && alone[domain] != ALL;
  }

  /** Whether training has changed the domain's weights, all of which start at zero. */
  private boolean isLearnt(int domain) {
    if (domain >= domains) {
      return false;
    }
    int from = group(domain) * features;
    for (int at = from; at < from + features; at++) {
      if (values[at] != 0) {
        return true;
      }
    }
    return false;
  }

  private float[] meanOfDomains() {
    float[] mean = new float[features];
    int[] learnt = IntStream.range(0, domains).filter(this::isLearnt).toArray();
    for (int domain : learnt) {
      for (int feature = 0; feature < features; feature++) {
        mean[feature] += values[group(domain) * features + feature] / learnt.length;
      }
    }
    return mean;
  }

  private static int group(int domain) {
    return 1 + ItemStatistics.SEGMENTS * QuerySegment.HISTORIES + domain;
  }

  int domains() {
    return domains;
  }

  /** The expert that speaks alone in each domain, or {@link #ALL}; empty where none does. */
  int[] alone() {
    return alone;
  }

  float[] values() {
    return values;
  }
}
