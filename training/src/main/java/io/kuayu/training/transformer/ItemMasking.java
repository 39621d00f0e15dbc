package io.kuayu.training.transformer;

/**
 * What a training step hides of an item (id dropout): the network learns to predict from the text
 * alone, and to score items without events.
 */
enum ItemMasking {
  /** All is shown. */
  NONE,
  /** The id is hidden: text and recency remain. */
  NO_ID,
  /** The item looks like a new one: no id, and no event before the moment. */
  NEW
}
