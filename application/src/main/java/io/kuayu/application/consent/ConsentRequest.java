package io.kuayu.application.consent;

import io.kuayu.privacy.consent.Decision;
import java.util.List;
import java.util.Map;

/**
 * Decisions to be kept.
 *
 * @param decisions of each person, by the id that they have outside; of several on one question,
 *     the last one counts
 */
public record ConsentRequest(Map<String, List<Decision>> decisions) {
  /** Decisions of one person. */
  public static ConsentRequest of(String user, List<Decision> decisions) {
    return new ConsentRequest(Map.of(user, decisions));
  }
}
