package io.kuayu.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Event;
import io.kuayu.core.ItemKey;
import io.kuayu.engine.store.StoredEvent;
import io.kuayu.privacy.consent.Decision;
import io.kuayu.privacy.consent.Purpose;
import io.kuayu.privacy.key.SecretKey;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import io.kuayu.storage.Stores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of a store follow keys and domains, without any id, in every database. */
final class RenamedStoreTest {
  private static final List<String> DOMAINS = List.of("food", "kitchen");
  private static final SecretKey FIRST = SecretKey.parse("0b".repeat(32), "test");
  private static final SecretKey SECOND = SecretKey.parse("aa".repeat(32), "test");
  private static final List<Pseudonyms> IN_TURN =
      List.of(
          Pseudonyms.of(List.of(FIRST), DOMAINS, false),
          Pseudonyms.of(List.of(FIRST), DOMAINS, true),
          Pseudonyms.of(List.of(FIRST, SECOND), DOMAINS, true),
          Pseudonyms.of(List.of(FIRST, SECOND), DOMAINS, false));

  @TempDir private Path folder;

  @Test
  void everybodyHasTheNamesOfTheirDomainsInSqlite() {
    try (Stores stores = SqlStores.sqlite(folder.resolve("kuayu.db"))) {
      check(stores);
    }
  }

  @Test
  void everybodyHasTheNamesOfTheirDomainsInPostgres() {
    PostgresCluster cluster = PostgresCluster.shared();
    try (Stores stores =
        SqlStores.postgres(cluster.database(), PostgresCluster.USER, PostgresCluster.PASSWORD)) {
      check(stores);
    }
  }

  private static void check(Stores stores) {
    Pseudonyms first = IN_TURN.getFirst();
    List<StoredEvent> events = new ArrayList<>();
    for (int person = 0; person < 30; person++) {
      for (String domain : DOMAINS) {
        for (int event = 0; event < 3; event++) {
          events.add(event(first, person, domain, event));
        }
      }
      stores
          .privacy()
          .decide(
              first.person("u" + person),
              List.of(new Decision("food", "kitchen", Purpose.TRAINING, true)));
    }
    assertThat(stores.events().append(events)).doesNotContain(false);
    assertThat(stores.privacy().hasOtherNames(first)).isFalse();
    for (Pseudonyms names : IN_TURN.subList(1, IN_TURN.size())) {
      assertThat(stores.privacy().hasOtherNames(names)).isTrue();
      assertThat(stores.privacy().rename(names)).isPositive();
      assertThat(stores.privacy().rename(names)).isZero();
      assertThat(stores.privacy().hasOtherNames(names)).isFalse();
      assertThat(stores.privacy().people())
          .hasSize(names.arePerDomain() ? 60 : 30)
          .allMatch(name -> DOMAINS.stream().anyMatch(domain -> names.isCurrent(domain, name)));
      for (int person = 0; person < 30; person++) {
        for (String domain : DOMAINS) {
          assertThat(stores.events().export(names.in(domain, "u" + person)))
              .filteredOn(held -> held.event().item().domain().equals(domain))
              .hasSize(3);
          // An event that is sent again is known under every name.
          assertThat(stores.events().append(List.of(event(names, person, domain, 1))))
              .containsExactly(false);
        }
        assertThat(stores.privacy().of(names.person("u" + person))).hasSize(1);
      }
    }
  }

  private static StoredEvent event(Pseudonyms names, int person, String domain, int number) {
    return new StoredEvent(
        names.event(domain, domain + number),
        names.in(domain, "u" + person),
        Event.of(new ItemKey(domain, "i" + number), 1_000 + number));
  }
}
