package io.kuayu.training.transformer;

/**
 * The part of an item that a training step hides (id dropout): the network learns to predict from
 * the text alone, and to score items without events.
 */
enum ItemMasking {
  /** Nothing is hidden. */
  NONE,
  /** The id is hidden: text and recency remain. */
  NO_ID,
  /** The item looks like a new one: no id, and no event before the moment. */
  NEW
}
