package io.kuayu.privacy.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.privacy.consent.ConsentPolicy;
import io.kuayu.privacy.consent.Decision;
import io.kuayu.privacy.consent.Permissions;
import io.kuayu.privacy.consent.Purpose;
import io.kuayu.privacy.key.SecretKey;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LinkingTest {
  private static final List<String> DOMAINS = List.of("books", "food", "kitchen");
  private static final ConsentPolicy CAREFUL = new ConsentPolicy(true, false);
  private static final Pseudonyms NAMES =
      Pseudonyms.of(List.of(SecretKey.parse("0b".repeat(32), "test")), DOMAINS, true);

  @Test
  void onlyDomainsOfAnAllowedPairHaveARow() {
    Linking linking = new Linking(NAMES, DOMAINS, _ -> Set.of());
    Permissions pair = permissions(new Decision("food", "kitchen", Purpose.TRAINING, true));
    assertThat(linking.rows("kp1-x", pair))
        .isEqualTo(
            Map.of("food", NAMES.in("food", "kp1-x"), "kitchen", NAMES.in("kitchen", "kp1-x")));
    assertThat(linking.rows("kp1-x", permissions())).isEmpty();
    // What may be used within a domain needs no other name.
    assertThat(
            linking.rows(
                "kp1-x", permissions(new Decision("food", "food", Purpose.TRAINING, true))))
        .isEmpty();
    assertThat(linking.rows("kp1-x", Permissions.of(ConsentPolicy.OPEN, List.of())).keySet())
        .containsExactlyInAnyOrderElementsOf(DOMAINS);
  }

  @Test
  void whatIsNotLinkedIsNotAllowedWhateverWasDecided() {
    Linking linking = new Linking(NAMES, DOMAINS, _ -> Set.of("food", "kitchen"));
    Permissions limited = linking.limited("u7", Permissions.ALL);
    assertThat(limited.allows("food", "kitchen", Purpose.PERSONALISATION)).isTrue();
    assertThat(limited.allows("books", "books", Purpose.PERSONALISATION)).isTrue();
    assertThat(limited.allows("books", "kitchen", Purpose.PERSONALISATION)).isFalse();
    assertThat(limited.allows("kitchen", "books", Purpose.TRAINING)).isFalse();
    assertThat(limited.allowEverything(DOMAINS, Purpose.TRAINING)).isFalse();
    assertThat(linking.limited("u7", permissions()).allows("food", "kitchen", Purpose.TRAINING))
        .isFalse();
  }

  @Test
  void byTheNameOfADomainSomebodyIsToldOfWhatIsLinkedWithIt() {
    Linking linking = new Linking(NAMES, DOMAINS, _ -> Set.of("food", "kitchen"));
    assertThat(linking.namesOf("u7")).hasSize(4).startsWith(NAMES.person("u7"));
    assertThat(linking.namesOf(NAMES.in("books", "u7")))
        .containsExactly(NAMES.person("u7"), NAMES.in("books", "u7"));
    assertThat(linking.namesOf(NAMES.in("food", "u7")))
        .containsExactly(NAMES.person("u7"), NAMES.in("food", "u7"), NAMES.in("kitchen", "u7"));
    assertThat(DOMAINS).filteredOn(linking.disclosableDomains(NAMES.in("food", "u7"))).hasSize(2);
    assertThat(DOMAINS).filteredOn(linking.disclosableDomains("u7")).hasSize(3);
  }

  @Test
  void withOneNameEverythingBelongsTogether() {
    Linking linking = new Linking(Pseudonyms.NONE, DOMAINS, NoLinks.INSTANCE);
    assertThat(linking.namesOf("u7")).containsExactly("u7");
    assertThat(linking.limited("u7", Permissions.ALL)).isSameAs(Permissions.ALL);
  }

  private static Permissions permissions(Decision... decisions) {
    return Permissions.of(CAREFUL, List.of(decisions));
  }
}
