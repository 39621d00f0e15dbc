package io.kuayu.engine;

/** What becomes of the items that the person's history holds already. */
public enum Seen {
  /** They are no candidates. */
  EXCLUDE,
  /** They are candidates like all others. */
  INCLUDE,
  /** They lose one standard deviation of their domain's scores. */
  LOWER
}
