package io.kuayu.privacy.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.privacy.key.SecretKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PseudonymsTest {
  private static final SecretKey FIRST = SecretKey.parse("0b".repeat(32), "test");
  private static final SecretKey SECOND = SecretKey.parse("aa".repeat(32), "test");

  /** Base32 of HMAC-SHA-256(0b…, "kp" NUL "u42"), worked out with Python's hmac and base64. */
  @Test
  void isTheKeyedHashOfTheId() {
    assertThat(Pseudonyms.of(List.of(FIRST)).person("u42"))
        .isEqualTo("kp1-pvt4yswfaqdqidf56j72cyz5av");
  }

  @Test
  void isTheSameForTheSameIdAndAnotherForEveryOther() {
    Pseudonyms names = Pseudonyms.of(List.of(FIRST));
    Set<String> all = new HashSet<>();
    for (int id = 0; id < 20_000; id++) {
      all.add(names.person("u" + id));
    }
    assertThat(all).hasSize(20_000);
    assertThat(names.person("u7")).isEqualTo(names.person("u7")).matches("kp1-[a-z2-7]{26}");
    assertThat(names.person("u7")).isNotEqualTo(Pseudonyms.of(List.of(SECOND)).person("u7"));
    assertThat(names.event("food", "u7").substring(4))
        .isNotEqualTo(names.person("u7").substring(4));
  }

  @Test
  void aNameStaysAsItIsUntilTheKeyIsRotated() {
    Pseudonyms before = Pseudonyms.of(List.of(FIRST));
    Pseudonyms after = Pseudonyms.of(List.of(FIRST, SECOND));
    String old = before.person("u7");
    assertThat(before.person(old)).isEqualTo(old);
    assertThat(after.person(old)).isEqualTo(after.person("u7")).startsWith("kp2-");
    assertThat(after.person(after.person(old))).isEqualTo(after.person("u7"));
    assertThat(after.fingerprints()).startsWith(before.fingerprints().getFirst()).hasSize(2);
  }

  @Test
  void withoutAKeyEverybodyKeepsTheirName() {
    assertThat(Pseudonyms.NONE.person("u7")).isEqualTo("u7");
    assertThat(Pseudonyms.NONE.areOn()).isFalse();
  }
}
