package io.kuayu.privacy;

import io.kuayu.privacy.consent.ConsentPolicy;
import io.kuayu.privacy.link.LinkStore;
import io.kuayu.privacy.link.Linking;
import io.kuayu.privacy.link.NoLinks;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import java.util.List;

/**
 * What holds where people come in.
 *
 * @param names that people have inside
 * @param domains all that there are
 * @param links which names in domains are one person's; stays owned by whoever opened it
 * @param consent of people who have not decided
 */
public record PrivacyRules(
    Pseudonyms names, List<String> domains, LinkStore links, ConsentPolicy consent) {
  /** No pseudonyms; all data may be used until consent is withdrawn. */
  public static final PrivacyRules NONE =
      new PrivacyRules(Pseudonyms.NONE, List.of(), NoLinks.INSTANCE, ConsentPolicy.OPEN);

  public PrivacyRules {
    domains = List.copyOf(domains);
  }

  /** Under which names a person's events are. */
  public Linking linking() {
    return new Linking(names, domains, links);
  }
}
