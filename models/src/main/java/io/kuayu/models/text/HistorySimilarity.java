package io.kuayu.models.text;

import io.kuayu.core.settings.Settings;
import io.kuayu.models.dense.FastExponential;
import io.kuayu.models.dense.FastLogarithm;

/**
 * How similar an item is to a history: the soft maximum of its cosines to the last events,
 *
 * <pre>{@code log(Σ decay^k · exp(sharpness · cosine_k)) / sharpness}</pre>
 *
 * over the k-th last event. Several similar events add up, and later ones count more. The greater
 * the sharpness, the nearer the result is to the plain maximum.
 *
 * @param history how many of the last events count
 * @param decay 1 weights all of them equally
 * @param sharpness how strongly the nearest event dominates
 */
record HistorySimilarity(int history, double decay, double sharpness) {
  static final HistorySimilarity DEFAULT = new HistorySimilarity(15, 0.7, 5);

  static HistorySimilarity read(Settings settings) {
    return new HistorySimilarity(
        settings.whole("history", DEFAULT.history, 1, 1000),
        settings.decimal("history-decay", DEFAULT.decay, 0.01, 1),
        settings.decimal("sharpness", DEFAULT.sharpness, 1, 1000));
  }

  /** The value added to the cosine of the k-th last event; 0 for the last. */
  float handicap(int later) {
    return (float) (Math.log(decay) * later / sharpness);
  }

  /**
   * The soft maximum over some events.
   *
   * @param cosines with their handicaps, {@code [events][items]}
   * @param events how many of them count, at least 1
   */
  float of(float[][] cosines, int events, int item) {
    float max = cosines[0][item];
    for (int event = 1; event < events; event++) {
      max = Math.max(max, cosines[event][item]);
    }
    double sum = 0;
    for (int event = 0; event < events; event++) {
      sum += Math.exp(sharpness * (cosines[event][item] - max));
    }
    return (float) (max + Math.log(sum) / sharpness);
  }

  /**
   * Whether sums of exponentials are exact enough without subtracting the maximum, which holds
   * unless the sharpness is very high.
   */
  boolean isMild() {
    return sharpness <= FastExponential.MAX;
  }

  /** The factor of an event in the sum. */
  float weight(int later) {
    return (float) Math.pow(decay, later);
  }

  /** The soft maximum of a known sum. */
  float of(float sum) {
    return (float) (FastLogarithm.of(sum) / sharpness);
  }

  /** The score of an item without text: less than any cosine to the last event. */
  float lowest() {
    return -1.01f;
  }
}
