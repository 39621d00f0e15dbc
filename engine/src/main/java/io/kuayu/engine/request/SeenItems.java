package io.kuayu.engine.request;

/** What becomes of the items that the person's history holds already. */
public enum SeenItems {
  /** They are no candidates. */
  EXCLUDE,
  /** They are candidates like all others. */
  INCLUDE,
  /** They lose one standard deviation of their domain's scores. */
  LOWER
}
