package io.kuayu.engine.request;

/** How items in the person's history are treated. */
public enum SeenItems {
  /** They are excluded. */
  EXCLUDE,
  /** They are candidates like all others. */
  INCLUDE,
  /** They lose one standard deviation of their domain's scores. */
  LOWER
}
