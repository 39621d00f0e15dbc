package io.kuayu.models.blend;

/** How much a blend reads of other domains than the one that it is asked for. */
enum BlendTransfer {
  /** Everything. */
  ALL,
  /** What helped on the validation part, by domain and by what is known of the person there. */
  AUTO,
  /** Nothing; models still learn from all domains. */
  NONE
}
