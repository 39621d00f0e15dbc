package io.kuayu.training.transformer;

/**
 * What a training step hides of an item, so that the text learns to stand alone (id-dropout) and
 * the network learns what to think of an item that nobody has touched yet.
 */
enum ItemMasking {
  /** All is shown. */
  NONE,
  /** The id is hidden: the text and what is bought now remain. */
  NO_ID,
  /** The item passes for a new one: no id, and no event before the moment. */
  NEW
}
