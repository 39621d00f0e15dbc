package io.kuayu.models.text;

import io.kuayu.core.Context;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The scores of one domain for one history, by each modality.
 *
 * @param present whether an item has a content, {@code [modalities][items]}
 * @param scores of each item, {@code [modalities][items]}; no numbers where the history has no
 *     content of that modality or nobody asks for it
 * @param lowest what an item without any content gets
 */
@SuppressWarnings("ArrayRecordComponent") // Made for one question and not kept.
record ModalityScores(boolean[][] present, float[][] scores, float lowest) {
  private static final float[] NONE = new float[0];

  /**
   * Asks some models.
   *
   * @param present as above
   * @param needed which modalities to ask
   */
  static ModalityScores of(
      List<TextModel> models,
      Context context,
      int domain,
      boolean[][] present,
      IntPredicate needed) {
    float[][] scores = new float[models.size()][];
    for (int modality = 0; modality < scores.length; modality++) {
      TextModel model = models.get(modality);
      scores[modality] = NONE;
      if (needed.test(modality) && model.knows(context)) {
        scores[modality] = new float[present[modality].length];
        model.score(context, domain, scores[modality]);
      }
    }
    return new ModalityScores(present, scores, models.getFirst().lowest());
  }

  /** Which items of a domain have a content of each modality, {@code [modalities][items]}. */
  static boolean[][] present(List<TextModel> models, int domain) {
    boolean[][] present = new boolean[models.size()][];
    for (int modality = 0; modality < present.length; modality++) {
      int[] items = models.get(modality).catalogue().ordinals(domain);
      present[modality] = new boolean[items.length];
      for (int position = 0; position < items.length; position++) {
        present[modality][position] = models.get(modality).has(items[position]);
      }
    }
    return present;
  }

  /** Whether an item of a domain has a content of a modality and none of the first. */
  static boolean isAnyWithoutFirst(boolean[][] present, int modality) {
    for (int position = 0; position < present[0].length; position++) {
      if (present[modality][position] && !present[0][position]) {
        return true;
      }
    }
    return false;
  }

  int items() {
    return present[0].length;
  }

  /** Whether the history has a content of the modality. */
  boolean knows(int modality) {
    return scores[modality].length > 0;
  }

  /** Whether an item can be compared with the history by a modality. */
  boolean compares(int modality, int position) {
    return knows(modality) && present[modality][position];
  }

  /** Mean and deviation of the scores of the items that have a content. */
  Moments moments(int modality) {
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (int position = 0; position < scores[modality].length; position++) {
      if (present[modality][position]) {
        double score = scores[modality][position];
        sum += score;
        squares += score * score;
        count++;
      }
    }
    double mean = count == 0 ? 0 : sum / count;
    double variance = count == 0 ? 0 : squares / count - mean * mean;
    return new Moments(mean, Math.sqrt(Math.max(0, variance)));
  }

  /** Mean and standard deviation; zeros of no numbers. */
  record Moments(double mean, double deviation) {}
}
