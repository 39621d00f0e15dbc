package io.kuayu.model;

import io.kuayu.core.Reason;
import io.kuayu.core.content.Modality;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one piece of evidence gave to a score, in units of the score.
 *
 * @param kind {@link Reason#HISTORY}, or the name of evidence that is no event of the history
 * @param event index into the context, for history
 * @param weight what it added; negative where it took away
 * @param modality by which an event's item is like the scored one, where that is how they look or
 *     sound; empty for all other evidence
 */
public record Contribution(
    String kind, OptionalInt event, double weight, Optional<Modality> modality) {
  /** Evidence that is not about looks or sounds. */
  public Contribution(String kind, OptionalInt event, double weight) {
    this(kind, event, weight, Optional.empty());
  }

  public static Contribution ofEvent(int event, double weight) {
    return new Contribution(Reason.HISTORY, OptionalInt.of(event), weight);
  }

  public static Contribution of(String kind, double weight) {
    return new Contribution(kind, OptionalInt.empty(), weight);
  }

  /** The same evidence, by images or sounds. */
  public Contribution in(Modality by) {
    return new Contribution(kind, event, weight, Optional.of(by));
  }
}
