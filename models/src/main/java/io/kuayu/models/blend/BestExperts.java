package io.kuayu.models.blend;

import io.kuayu.core.math.PairedDifferences;
import java.util.Arrays;

/**
 * Finds the domains in which an expert alone is better than learnt weights: ahead by a one-sided
 * paired test over questions that those weights have not seen.
 */
final class BestExperts {
  /** Fewer questions tell nothing about a domain. */
  private static final int MIN_QUESTIONS = 30;

  private BestExperts() {}

  /**
   * The expert that is to speak alone in each domain, {@link BlendWeights#ALL} where all do.
   *
   * @param blend NDCG of each question by all experts together
   */
  static int[] of(HeldOutQuestions questions, double[] blend, int experts, int domains) {
    int[] alone = new int[domains];
    Arrays.fill(alone, BlendWeights.ALL);
    double[] ahead = new double[domains];
    Arrays.fill(ahead, Double.NEGATIVE_INFINITY);
    for (int expert = 0; expert < experts; expert++) {
      double[] gains = questions.gains(expert);
      for (int domain = 0; domain < domains; domain++) {
        PairedDifferences differences = new PairedDifferences();
        for (int n = 0; n < gains.length; n++) {
          if (questions.domain(n) == domain) {
            differences.add(gains[n] - blend[n]);
          }
        }
        if (differences.sum() > ahead[domain]) {
          ahead[domain] = differences.sum();
          alone[domain] = differences.areAbove(MIN_QUESTIONS) ? expert : BlendWeights.ALL;
        }
      }
    }
    return alone;
  }
}
