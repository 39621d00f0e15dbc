package io.kuayu.storage;

/**
 * Something that the weights of models trained before a moment still hold.
 *
 * @param person whose it is, by a keyed hash that names nobody
 * @param kind {@code erasure} or {@code withdrawal}
 * @param moment unix milliseconds
 */
public record PendingRemoval(String person, String kind, long moment) {
  /** A person was erased. */
  public static final String ERASURE = "erasure";

  /** A person has withdrawn a consent to training. */
  public static final String WITHDRAWAL = "withdrawal";

  public boolean isErasure() {
    return kind.equals(ERASURE);
  }
}
