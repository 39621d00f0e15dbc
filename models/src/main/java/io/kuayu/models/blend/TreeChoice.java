package io.kuayu.models.blend;

import io.kuayu.core.Progress;
import io.kuayu.core.math.PairedDifferences;
import java.util.Locale;

/**
 * Whether trees help: they are kept where held-out questions are significantly more likely with
 * them (one-sided paired test at 5 %) and their mean NDCG is not lower. The likelihood is what
 * trees are grown by, and tells with far fewer questions.
 */
final class TreeChoice {
  /** Fewer questions tell nothing. */
  private static final int MIN_QUESTIONS = 100;

  private TreeChoice() {}

  /**
   * Compares both, and tells the progress what each reached.
   *
   * @param heldOut what was held out from both, for the progress
   */
  static boolean help(
      String heldOut, HeldOutQuestions weights, HeldOutQuestions trees, Progress progress) {
    double without = weights.mean(NewItemBonus.NONE);
    double with = trees.mean(NewItemBonus.NONE);
    boolean help = with >= without && areLikelier(weights, trees);
    try (Progress.Task task = progress.start("blend: fusion", 1)) {
      task.note(
          String.format(
              Locale.ROOT,
              "%s held out: ndcg@10 %.4f by weights, %.4f with trees: %s",
              heldOut,
              without,
              with,
              help ? "kept" : "left out"));
      task.advance(1);
    }
    return help;
  }

  private static boolean areLikelier(HeldOutQuestions weights, HeldOutQuestions trees) {
    double[] before = weights.likelihoods();
    double[] after = trees.likelihoods();
    PairedDifferences differences = new PairedDifferences();
    for (int n = 0; n < before.length; n++) {
      differences.add(after[n] - before[n]);
    }
    return differences.areAbove(MIN_QUESTIONS);
  }
}
