package io.kuayu.application.events;

/** What became of an event that was sent. */
public enum EventOutcome {
  /** It is new, and on disk. */
  STORED,
  /** It was stored before under its key, or was erased with its user. Nothing changes. */
  DUPLICATE,
  /** Another event of its user has its key. It is not stored. */
  CONFLICT,
  /** Its time is later than the clocks of two machines may differ. */
  IN_FUTURE,
  UNKNOWN_DOMAIN,
  /** The sender may not write to its domain. */
  FORBIDDEN,
  /** Its domain has no such item, or no longer. */
  UNKNOWN_ITEM
}
