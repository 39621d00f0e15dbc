package io.kuayu.models.blend;

import java.util.Arrays;

/**
 * The bonus in log odds of items without training events; those with one to four get half of it,
 * since new items would overtake them otherwise. Likelihood alone would never surface items that
 * nobody has tried. Where many are asked for, more of it costs nothing.
 */
final class NewItemBonus {
  private static final float RARE_SHARE = .5f;

  /** Fewer questions cannot tell what more costs. */
  private static final int MIN_QUESTIONS = 100;

  private static final float[] MULTIPLES = {1.5f, 2};

  private NewItemBonus() {}

  /** These weights with a bonus. */
  static BlendWeights in(BlendWeights weights, float bonus, int constant) {
    return weights.favouring(0, constant, bonus).favouring(1, constant, RARE_SHARE * bonus);
  }

  /**
   * The largest multiple of a bonus, up to twice, that costs held-out questions nothing against the
   * bonus itself.
   *
   * @param constant index of the feature that is 1 for every candidate
   */
  static float chosen(HeldOutQuestions questions, float asked, int constant) {
    float chosen = asked;
    if (questions.size() >= MIN_QUESTIONS && asked > 0) {
      double least = mean(questions, asked, constant);
      for (float multiple : MULTIPLES) {
        if (mean(questions, multiple * asked, constant) >= least) {
          chosen = multiple * asked;
        }
      }
    }
    return chosen;
  }

  private static double mean(HeldOutQuestions questions, float bonus, int constant) {
    return Arrays.stream(questions.gains(weights -> in(weights, bonus, constant)))
        .average()
        .orElse(0);
  }
}
