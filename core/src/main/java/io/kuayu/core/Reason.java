package io.kuayu.core;

import io.kuayu.core.content.Modality;
import java.util.Optional;

/**
 * Evidence that moved the score of a recommended item.
 *
 * @param kind {@code history} for an earlier event of the person; otherwise the name of the
 *     evidence, such as {@code popularity}
 * @param item the earlier item, where the evidence is one
 * @param weight share of the score that this evidence carries; negative where it spoke against
 * @param text one short sentence for people
 * @param modality by which the earlier item is like the recommended one, where that is how they
 *     look or sound
 */
public record Reason(
    String kind, Optional<ItemKey> item, double weight, String text, Optional<Modality> modality) {
  public static final String HISTORY = "history";

  /** The kind of what several friends of the person took. */
  public static final String FRIENDS = "friends";

  /** A reason that is not about looks or sounds. */
  public Reason(String kind, Optional<ItemKey> item, double weight, String text) {
    this(kind, item, weight, text, Optional.empty());
  }
}
