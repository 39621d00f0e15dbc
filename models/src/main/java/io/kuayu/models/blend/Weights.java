package io.kuayu.models.blend;

/**
 * The weights of a blend: those of a candidate are the sum of what all share, what its segment of
 * training frequency has in the history's state, what its domain has and what the pause has. So
 * rare situations lean on the common ones, as far as the regularisation says.
 */
final class Weights {
  private final int features;
  private final int domains;
  private final float[] values;

  /**
   * @param values {@code [groups(domains), features]}
   */
  Weights(int features, int domains, float[] values) {
    this.features = features;
    this.domains = domains;
    this.values = values;
  }

  static int groups(int domains) {
    return 1 + ItemFacts.SEGMENTS * Situation.HISTORIES + domains + Situation.PAUSES;
  }

  /** The groups whose weights a candidate of that segment sums up; a domain seen later has none. */
  static int[] groupsOf(Situation situation, int segment, int domains) {
    int states = 1 + ItemFacts.SEGMENTS * Situation.HISTORIES;
    int state = 1 + segment * Situation.HISTORIES + situation.history();
    int pause = states + domains + situation.pause();
    return situation.domain() < domains
        ? new int[] {0, state, pause, states + situation.domain()}
        : new int[] {0, state, pause};
  }

  /** The weights of each segment in a situation, {@code [segments][features]}. */
  float[][] in(Situation situation) {
    float[][] sums = new float[ItemFacts.SEGMENTS][features];
    for (int segment = 0; segment < sums.length; segment++) {
      for (int group : groupsOf(situation, segment, domains)) {
        for (int feature = 0; feature < features; feature++) {
          sums[segment][feature] += values[group * features + feature];
        }
      }
    }
    return sums;
  }

  int domains() {
    return domains;
  }

  float[] values() {
    return values;
  }
}
