package io.kuayu.privacy;

import io.kuayu.privacy.consent.ConsentPolicy;
import io.kuayu.privacy.link.LinkStore;
import io.kuayu.privacy.link.Linking;
import io.kuayu.privacy.link.NoLinks;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import java.util.List;

/**
 * The privacy rules that apply wherever personal data enters the system.
 *
 * @param names the pseudonyms used internally
 * @param domains all domains
 * @param links which per-domain names belong to the same person; stays owned by the caller that
 *     opened it
 * @param consent the policy for people who have not decided
 */
public record PrivacyRules(
    Pseudonyms names, List<String> domains, LinkStore links, ConsentPolicy consent) {
  /** No pseudonyms; all data may be used until consent is withdrawn. */
  public static final PrivacyRules NONE =
      new PrivacyRules(Pseudonyms.NONE, List.of(), NoLinks.INSTANCE, ConsentPolicy.OPEN);

  public PrivacyRules {
    domains = List.copyOf(domains);
  }

  /** The names under which a person's events are stored. */
  public Linking linking() {
    return new Linking(names, domains, links);
  }
}
