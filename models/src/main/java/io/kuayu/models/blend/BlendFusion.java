package io.kuayu.models.blend;

/** How a blend makes one score of what its experts say. */
enum BlendFusion {
  /** Trees where validation shows that they help, weights alone elsewhere. */
  AUTO,
  /** Weights alone. */
  LOGIT,
  /** Weights, corrected by trees. */
  BOOSTED
}
