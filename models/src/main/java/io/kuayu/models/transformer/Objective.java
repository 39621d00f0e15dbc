package io.kuayu.models.transformer;

/** What a transformer predicts from what. */
public enum Objective {
  /** Each event from those before it, as a language model does. */
  CAUSAL,
  /** Hidden events from all others (BERT4Rec; Sun et al., CIKM 2019). */
  MASKED
}
