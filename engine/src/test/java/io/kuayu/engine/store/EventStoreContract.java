package io.kuayu.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.core.ItemKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every event store must do; each implementation's test extends this. */
public abstract class EventStoreContract {
  /** Ids that a careless store would read as something else. */
  private static final List<String> NASTY =
      List.of(
          "'; drop table events; --", "../../etc", "a\tb", "用户\uD83D\uDE00", "%_\\", " ", "a\nb");

  private EventStore store;

  /** An empty store. */
  protected abstract EventStore open();

  @BeforeEach
  void openStore() {
    store = open();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void knowsNothingOfStrangers() {
    assertThat(store.history("nobody", 10)).isEqualTo(History.EMPTY);
    assertThat(store.export("nobody")).isEmpty();
    assertThat(store.erase("nobody")).isZero();
    assertThat(store.events()).isZero();
    assertThat(store.users()).isZero();
  }

  @Test
  void givesBackWhatWasStored() {
    Event event = new Event(new ItemKey("food", "821"), 1_381_536_000, "purchase", 2.5);
    assertThat(store.append("k1", "u", event)).isTrue();
    assertThat(store.history("u", 10).events()).containsExactly(event);
    assertThat(store.export("u")).containsExactly(new StoredEvent("k1", "u", event));
    assertThat(store.events()).isEqualTo(1);
    assertThat(store.users()).isEqualTo(1);
  }

  @Test
  void findsAnEventByItsKeyAndPerson() {
    Event event = new Event(new ItemKey("food", "821"), 1_381_536_000, "purchase", 2.5);
    store.append("k1", "u", event);
    assertThat(store.find("u", "k1")).contains(event);
    assertThat(store.find("u", "k2")).isEmpty();
    assertThat(store.find("other", "k1")).isEmpty();
    store.erase("u");
    assertThat(store.find("u", "k1")).isEmpty();
  }

  @Test
  void ordersByTimeAndKeepsTheOrderOfStoringWithinOneSecond() {
    store.append("1", "u", event("c", 30));
    store.append("2", "u", event("a", 10));
    store.append("3", "u", event("b", 30));
    store.append("4", "u", event("d", 20));
    assertThat(ids(store.history("u", 10))).containsExactly("a", "d", "c", "b");
    assertThat(store.export("u")).extracting(StoredEvent::key).containsExactly("2", "4", "1", "3");
  }

  @Test
  void givesTheLatestWhereFewerAreAskedFor() {
    IntStream.range(0, 20).forEach(n -> store.append("k" + n, "u", event("i" + n, n)));
    assertThat(ids(store.history("u", 3))).containsExactly("i17", "i18", "i19");
  }

  @Test
  void storesOneKeyOfAPersonOnce() {
    assertThat(store.append("k", "u", event("a", 1))).isTrue();
    assertThat(store.append("k", "u", event("b", 2))).isFalse();
    assertThat(store.append("k", "other", event("c", 3))).isTrue();
    assertThat(ids(store.history("u", 10))).containsExactly("a");
    assertThat(ids(store.history("other", 10))).containsExactly("c");
    assertThat(store.users()).isEqualTo(2);
  }

  @Test
  void tellsOfEachEventOfABatchWhetherItIsNew() {
    store.append("old", "u", event("a", 1));
    assertThat(
            store.append(
                List.of(
                    new StoredEvent("new", "u", event("b", 2)),
                    new StoredEvent("old", "u", event("c", 3)),
                    new StoredEvent("new", "u", event("d", 4)),
                    new StoredEvent("newer", "v", event("e", 5)))))
        .containsExactly(true, false, false, true);
    assertThat(ids(store.history("u", 10))).containsExactly("a", "b");
    assertThat(store.events()).isEqualTo(3);
    assertThat(store.append(List.of())).isEmpty();
  }

  @Test
  void erasesAPersonAndNobodyElse() {
    store.append("1", "u", event("a", 1));
    store.append("2", "u", event("b", 2));
    store.append("3", "v", event("c", 3));
    assertThat(store.erase("u")).isEqualTo(2);
    assertThat(store.export("u")).isEmpty();
    assertThat(store.events()).isEqualTo(1);
    assertThat(store.users()).isEqualTo(1);
    assertThat(ids(store.history("v", 10))).containsExactly("c");
    assertThat(store.append("1", "u", event("d", 4))).isTrue();
  }

  @Test
  void keepsAnyIdAsItIs() {
    for (String id : NASTY) {
      Event event = new Event(new ItemKey(id, id), 5, id, 1);
      assertThat(store.append("key " + id, id, event)).isTrue();
    }
    for (String id : NASTY) {
      assertThat(store.export(id))
          .containsExactly(
              new StoredEvent("key " + id, id, new Event(new ItemKey(id, id), 5, id, 1)));
    }
    assertThat(store.users()).isEqualTo(NASTY.size());
  }

  @Test
  void keepsExtremeNumbers() {
    Event early = new Event(new ItemKey("d", "a"), -62_135_596_800L, "t", -1e300);
    Event late = new Event(new ItemKey("d", "b"), 253_402_300_799L, "t", Double.MIN_VALUE);
    store.append("1", "u", late);
    store.append("2", "u", early);
    assertThat(store.history("u", 10).events()).containsExactly(early, late);
  }

  @Test
  void losesNothingWhenManyWriteAtOnce() throws Exception {
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int writer = 0; writer < 8; writer++) {
        String user = "u" + writer % 4;
        int own = writer;
        all.add(
            writers.submit(
                () -> {
                  for (int n = 0; n < 25; n++) {
                    // Each key is sent by two writers.
                    store.append(own % 4 + "-" + n, user, event("i" + n, n));
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(store.events()).isEqualTo(100);
    for (int user = 0; user < 4; user++) {
      assertThat(store.history("u" + user, 100).events()).hasSize(25);
    }
  }

  private static Event event(String item, long timestamp) {
    return Event.of(new ItemKey("food", item), timestamp);
  }

  private static List<String> ids(History history) {
    return history.events().stream().map(event -> event.item().id()).toList();
  }
}
