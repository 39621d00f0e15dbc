package io.kuayu.models.sparse;

/** How much each event of a history counts: the last one 1, the one before it {@code decay}, … */
public final class HistoryWeights {
  private HistoryWeights() {}

  /**
   * The weights of a history, oldest first.
   *
   * @param length of the history
   * @param decay from 0 (only the last event) to 1 (all equal)
   * @return {@code [length]}
   */
  public static float[] of(int length, double decay) {
    float[] weights = new float[length];
    double weight = 1;
    for (int index = length - 1; index >= 0; index--) {
      weights[index] = (float) weight;
      weight *= decay;
    }
    return weights;
  }
}
