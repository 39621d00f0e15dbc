package io.kuayu.privacy;

import io.kuayu.privacy.consent.ConsentPolicy;
import io.kuayu.privacy.pseudonym.Pseudonyms;

/**
 * What holds where people come in.
 *
 * @param names that people have inside
 * @param consent of people who have not decided
 */
public record PrivacyRules(Pseudonyms names, ConsentPolicy consent) {
  /** People keep their ids, and everything may be used until somebody withdraws. */
  public static final PrivacyRules NONE = new PrivacyRules(Pseudonyms.NONE, ConsentPolicy.OPEN);
}
