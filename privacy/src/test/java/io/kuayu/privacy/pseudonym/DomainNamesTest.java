package io.kuayu.privacy.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.privacy.key.SecretKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DomainNamesTest {
  private static final SecretKey FIRST = SecretKey.parse("0b".repeat(32), "test");
  private static final SecretKey SECOND = SecretKey.parse("aa".repeat(32), "test");
  private static final List<String> DOMAINS = List.of("food", "kitchen");
  private static final Pseudonyms NAMES = Pseudonyms.of(List.of(FIRST), DOMAINS, true);

  /** Worked out with Python's hmac and OpenSSL's aes-256-ctr. */
  @Test
  void isTheGeneralNameUnderTheKeyOfTheDomain() {
    assertThat(NAMES.in("food", "u42"))
        .isEqualTo("kd1-p6is2cybasndljyaracx2btgz6gaoicz3fcpj2oz7hhvvoi");
  }

  @Test
  void isAnotherNameInEachDomainAndEachLeadsBackWithTheKeyAlone() {
    Set<String> all = new HashSet<>();
    int sameLetters = 0;
    for (int id = 0; id < 5_000; id++) {
      String user = "u" + id;
      String food = NAMES.in("food", user);
      String kitchen = NAMES.in("kitchen", user);
      all.add(food.substring(4));
      all.add(kitchen.substring(4));
      // The last letter holds two bits alone.
      for (int at = 4; at < food.length() - 1; at++) {
        sameLetters += food.charAt(at) == kitchen.charAt(at) ? 1 : 0;
      }
      assertThat(NAMES.person(food)).isEqualTo(NAMES.person(user));
      assertThat(NAMES.in("food", kitchen)).isEqualTo(food);
      assertThat(NAMES.in("food", food)).isEqualTo(food);
      assertThat(NAMES.domainOf(kitchen)).contains("kitchen");
    }
    assertThat(all).hasSize(10_000);
    // As many as chance makes equal: one in thirty-two.
    assertThat(sameLetters / (5_000.0 * 46)).isBetween(0.028, 0.034);
    Pseudonyms others = Pseudonyms.of(List.of(SECOND), DOMAINS, true);
    String name = NAMES.in("food", "u7");
    assertThat(others.domainOf(name)).isEmpty();
    assertThat(others.person(name)).isNotEqualTo(NAMES.person("u7")).startsWith("kp1-");
    assertThat(NAMES.domainOf(NAMES.person("u7"))).isEmpty();
    assertThat(NAMES.domainOf("kd1-" + "a".repeat(47))).isEmpty();
  }

  @Test
  void keysOfEventsDifferToo() {
    String food = NAMES.event("food", "order 1");
    assertThat(food).startsWith("kv1-").isEqualTo(NAMES.event("food", "order 1"));
    assertThat(NAMES.event("kitchen", "order 1")).isNotEqualTo(food);
    assertThat(food.substring(4)).isNotEqualTo(NAMES.in("food", "order 1").substring(4));
  }

  @Test
  void aRotationAndASwitchRenameWithoutTheId() {
    Pseudonyms general = Pseudonyms.of(List.of(FIRST), DOMAINS, false);
    Pseudonyms rotated = Pseudonyms.of(List.of(FIRST, SECOND), DOMAINS, true);
    String old = NAMES.in("food", "u7");
    assertThat(NAMES.in("food", general.person("u7"))).isEqualTo(old);
    assertThat(general.in("food", old)).isEqualTo(general.person("u7"));
    assertThat(rotated.in("food", old)).isEqualTo(rotated.in("food", "u7")).startsWith("kd2-");
    assertThat(rotated.person(old)).isEqualTo(rotated.person("u7")).startsWith("kp2-");
    assertThat(rotated.event("food", NAMES.event("food", "e")))
        .isEqualTo(rotated.event("food", "e"));
    assertThat(rotated.isCurrent("food", old)).isFalse();
    assertThat(rotated.everyNameOf("u7"))
        .contains("u7", general.person("u7"), old, rotated.person("u7"))
        .contains(rotated.in("kitchen", "u7"), NAMES.in("kitchen", "u7"))
        .hasSize(7);
  }
}
