package io.kuayu.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Event;
import io.kuayu.core.Interactions;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Seed;
import io.kuayu.core.Split;
import io.kuayu.core.settings.Settings;
import io.kuayu.engine.live.LiveEngine;
import io.kuayu.engine.store.ItemChange;
import io.kuayu.engine.store.StoredEvent;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.storage.Stores;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One database that several servers use. */
class PostgresSharedTest {
  private static final int ROUNDS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int POLL_MILLISECONDS = 20;

  @TempDir private Path folder;
  private final String url = PostgresCluster.shared().database();

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
  void itemsThatOneServerStoresTheOthersRecommendWithoutARestart() throws Exception {
    try (Stores one = stores();
        Stores other = stores();
        LiveEngine first = engine(one);
        LiveEngine second = engine(other)) {
      ItemKey early = new ItemKey("food", "early");
      var _ = first.upsert(List.of(new Item(early, "Early", "Before any model", Map.of())));
      first.activate(popularity(), "popularity");
      second.activate(popularity(), "popularity");
      await(() -> second.offers(early));
      ItemKey key = new ItemKey("food", "new");
      var _ = first.upsert(List.of(new Item(key, "Kettle", "A kettle", Map.of())));
      await(() -> second.offers(key));
      var _ = second.upsert(List.of(new Item(key, "Jug", "A jug", Map.of())));
      await(() -> title(first, key).equals("Jug"));
      first.delete(List.of(key));
      await(() -> !second.offers(key));
      second.delete(List.of(event(1).item()));
      await(() -> !first.offers(event(1).item()));
      assertThat(first.offers(early)).isTrue();
      assertThat(second.offers(early)).isTrue();
    }
  }

  private static String title(LiveEngine engine, ItemKey key) {
    Catalogue catalogue = engine.catalogue();
    return catalogue.ordinal(key).stream()
        .mapToObj(ordinal -> catalogue.item(ordinal).title())
        .findFirst()
        .orElse("");
  }

  /** One item, that one person had. */
  private Model popularity() {
    Item item = new Item(event(1).item(), "Tea", "Green tea", Map.of());
    Interactions one =
        new Interactions(
            List.of("u"),
            new int[] {0, 1},
            new int[] {0},
            new long[] {1},
            new byte[] {Split.TRAIN.code()},
            new byte[1],
            new float[] {1},
            List.of(""));
    return ModelFamilies.trainer("popularity")
        .trainer(Settings.empty())
        .train(
            new TrainingData(Catalogue.of(List.of("food"), List.of(item)), one),
            TrainingRun.quiet(1, folder));
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it was waited for in vain").isLessThan(end);
      Thread.sleep(POLL_MILLISECONDS);
    }
  }

  private static LiveEngine engine(Stores stores) {
    return new LiveEngine(stores.items(), new Seed(1));
  }

  @Test
  void acknowledgedEventsSurviveACrashOfTheDatabaseAndTheServerGoesOn() {
    PostgresCluster cluster = PostgresCluster.own();
    try (Stores stores = storesOf(cluster.database())) {
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

  /** All of them make what is missing. */
  @Test
  void serversMayStartTogetherOnAnEmptyDatabase() throws Exception {
    try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Stores>> starts = new ArrayList<>();
      for (int server = 0; server < 4; server++) {
        starts.add(all.submit(this::stores));
      }
      for (Future<Stores> start : starts) {
        start.get().close();
      }
    }
  }

  @Test
  void aStoreOfANewerLayoutIsRefused() throws Exception {
    stores().close();
    try (Connection connection =
            DriverManager.getConnection(url, PostgresCluster.USER, PostgresCluster.PASSWORD);
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("UPDATE layout SET number = 2 WHERE number = 1"))
          .isEqualTo(1);
    }
    assertThatThrownBy(this::stores)
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("layout 2");
  }

  @Test
  void aWrongPasswordIsToldWithoutIt() {
    assertThatThrownBy(() -> SqlStores.postgres(url, PostgresCluster.USER, "wrong-secret"))
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
    return storesOf(url);
  }

  private static Stores storesOf(String database) {
    return SqlStores.postgres(database, PostgresCluster.USER, PostgresCluster.PASSWORD);
  }

  private static Event event(int n) {
    return Event.of(new ItemKey("food", "i" + n), 1_000 + n);
  }
}
