package io.kuayu.storage;

/**
 * Data of a person that models trained before a moment still hold in their weights.
 *
 * @param person the person, as a keyed hash that is not a name
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
