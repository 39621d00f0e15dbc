package io.kuayu.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.Event;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import io.kuayu.engine.store.ItemChange;
import io.kuayu.engine.store.StoredEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** One database that several servers use. */
class PostgresSharedTest {
  private static final int ROUNDS = 4;

  private final PostgresCluster cluster = PostgresCluster.shared();
  private final String url = cluster.database();

  @Test
  void whatOneServerStoresTheOthersSeeAtOnce() {
    try (Stores one = stores();
        Stores other = stores()) {
      assertThat(one.events().append("k", "u", event(1))).isTrue();
      assertThat(other.events().history("u", 10).events()).containsExactly(event(1));
      assertThat(other.events().append("k", "u", event(2))).isFalse();
      one.erasures().add("somebody");
      other.erasures().add("somebody");
      assertThat(other.erasures().has("somebody")).isTrue();
      assertThat(other.erasures().has("somebody else")).isFalse();
    }
  }

  @Test
  void serversThatStoreTheSameInOppositeOrderBothSucceed() throws Exception {
    List<StoredEvent> events = new ArrayList<>();
    List<ItemChange> changes = new ArrayList<>();
    for (int n = 0; n < 200; n++) {
      events.add(new StoredEvent("k" + n, "u", event(n)));
      changes.add(
          new ItemChange.Upserted(new Item(event(n).item(), "Title " + n, "Text", Map.of())));
    }
    List<StoredEvent> reversed = new ArrayList<>(events);
    Collections.reverse(reversed);
    List<ItemChange> changesReversed = new ArrayList<>(changes);
    Collections.reverse(changesReversed);
    try (Stores one = stores();
        Stores other = stores();
        ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < ROUNDS; round++) {
        one.events().erase("u");
        Future<List<Boolean>> forth = both.submit(() -> one.events().append(events));
        Future<List<Boolean>> back = both.submit(() -> other.events().append(reversed));
        long fresh =
            forth.get().stream().filter(isNew -> isNew).count()
                + back.get().stream().filter(isNew -> isNew).count();
        assertThat(fresh).isEqualTo(events.size());
        Future<?> itemsForth = both.submit(() -> one.items().apply(changes));
        Future<?> itemsBack = both.submit(() -> other.items().apply(changesReversed));
        itemsForth.get();
        itemsBack.get();
      }
      assertThat(one.events().events()).isEqualTo(events.size());
      assertThat(other.items().changes()).containsExactlyInAnyOrderElementsOf(changes);
    }
  }

  @Test
  void acknowledgedEventsSurviveACrashOfTheDatabaseAndTheServerGoesOn() {
    try (Stores stores = stores()) {
      stores.events().append("before", "u", event(1));
      cluster.crash();
      // Connections of before the crash may fail once more each; they are not used again.
      assertThat(eventually(() -> stores.events().history("u", 10).events()))
          .containsExactly(event(1));
      assertThat(eventually(() -> List.of(stores.events().append("after", "u", event(2)))))
          .hasSize(1);
      assertThat(stores.events().events()).isEqualTo(2);
    }
  }

  @Test
  void aWrongPasswordIsToldWithoutIt() {
    assertThatThrownBy(() -> Stores.postgres(url, PostgresCluster.USER, "wrong-secret"))
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("PostgreSQL")
        .hasMessageNotContaining("wrong-secret");
  }

  private static <T> List<T> eventually(Supplier<List<T>> asked) {
    for (int attempt = 0; attempt < 30; attempt++) {
      try {
        return asked.get();
      } catch (KuayuException e) {
        assertThat(e).hasMessageContaining("PostgreSQL store failed");
      }
    }
    return asked.get();
  }

  private Stores stores() {
    return Stores.postgres(url, PostgresCluster.USER, PostgresCluster.PASSWORD);
  }

  private static Event event(int n) {
    return Event.of(new ItemKey("food", "i" + n), 1_000 + n);
  }
}
