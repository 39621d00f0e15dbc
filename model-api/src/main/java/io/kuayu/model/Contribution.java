package io.kuayu.model;

import io.kuayu.core.Reason;
import java.util.OptionalInt;

/**
 * What one piece of evidence gave to a score, in units of the score.
 *
 * @param kind {@link Reason#HISTORY}, or the name of evidence that is no event of the history
 * @param event index into the context, for history
 * @param weight what it added; negative where it took away
 */
public record Contribution(String kind, OptionalInt event, double weight) {
  public static Contribution ofEvent(int event, double weight) {
    return new Contribution(Reason.HISTORY, OptionalInt.of(event), weight);
  }

  public static Contribution of(String kind, double weight) {
    return new Contribution(kind, OptionalInt.empty(), weight);
  }
}
