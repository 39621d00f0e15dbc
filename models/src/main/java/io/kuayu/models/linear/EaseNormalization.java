package io.kuayu.models.linear;

/**
 * The per-item terms that make the diagonal of EASE zero: {@code own} is {@code xᵀMx}, with M the
 * inverse and x the item's incidence vector, and {@code scale} is the factor of its score column.
 */
final class EaseNormalization {
  private final float[] own;
  private final float[] scale;

  /**
   * @param own {@code [items]}
   * @param scale {@code [items]}
   */
  EaseNormalization(float[] own, float[] scale) {
    this.own = own;
    this.scale = scale;
  }

  /**
   * From {@code B_ij = -P_ij / P_jj}: in the primal form {@code P = M}; in the dual form {@code
   * P_ij = -x_iᵀ M x_j / λ} and {@code P_jj = (1 - x_jᵀ M x_j) / λ}, and λ cancels.
   */
  static EaseNormalization of(IncidenceMatrix incidence, float[][] inverse, boolean dual) {
    int items = incidence.offsets().length - 1;
    float[] own = new float[items];
    float[] scale = new float[items];
    for (int item = 0; item < items; item++) {
      double sum = 0;
      for (int p = incidence.begin(item); p < incidence.end(item); p++) {
        float[] row = inverse[incidence.coordinate(p)];
        for (int q = incidence.begin(item); q < incidence.end(item); q++) {
          sum += row[incidence.coordinate(q)];
        }
      }
      boolean known = incidence.begin(item) < incidence.end(item);
      own[item] = (float) sum;
      scale[item] = known ? (float) (dual ? 1 / (1 - sum) : -1 / sum) : 0;
    }
    return new EaseNormalization(own, scale);
  }

  float own(int item) {
    return own[item];
  }

  float scale(int item) {
    return scale[item];
  }

  float[] owns() {
    return own;
  }

  float[] scales() {
    return scale;
  }
}
