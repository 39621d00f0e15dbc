package io.kuayu.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Event;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Seed;
import io.kuayu.engine.store.StoredEvent;
import io.kuayu.privacy.consent.Decision;
import io.kuayu.privacy.consent.Purpose;
import io.kuayu.storage.Stores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the files of a store, and who else may write there. */
class SqliteFileTest {
  private static final int PEOPLE = 300;
  private static final List<Decision> DECISIONS =
      List.of(new Decision("food", "kitchen", Purpose.TRAINING, true));

  @TempDir Path folder = Path.of(".");

  /**
   * Rows arrive in the order of time, so each page is split again and again, which leaves copies of
   * rows behind in pages whose rows were moved.
   */
  @Test
  void noFileHoldsAnErasedPersonWhileTheStoreIsOpen() throws IOException {
    try (Stores stores = SqlStores.sqlite(folder.resolve("kuayu.db"))) {
      SplittableRandom random = new Seed(3).random();
      for (int batch = 0; batch < 60; batch++) {
        List<StoredEvent> events = new ArrayList<>();
        for (int n = 0; n < 500; n++) {
          int person = random.nextInt(PEOPLE);
          // Some do very much more than others.
          events.add(event(random.nextInt(4) == 0 ? person % 5 : person, batch * 500 + n));
        }
        stores.events().append(events);
      }
      for (int person = 0; person < 20; person++) {
        stores.privacy().decide(name(person), DECISIONS);
      }
      for (int person = 0; person < 20; person++) {
        assertThat(contents()).contains(name(person), "item-of-" + name(person));
        stores.privacy().forget(name(person));
        assertThat(stores.events().erase(name(person))).isPositive();
        assertThat(contents())
            .as(name(person))
            .doesNotContain(name(person))
            .contains(name(PEOPLE - 1));
      }
      assertThat(stores.events().users()).isEqualTo(PEOPLE - 20);
      assertThat(stores.events().export(name(PEOPLE - 1))).isNotEmpty();
    }
  }

  /** Never a part of another name. */
  private static String name(int person) {
    return "somebody-%04d".formatted(person);
  }

  private static StoredEvent event(int person, int number) {
    String name = name(person);
    ItemKey item = new ItemKey("food", "item-of-" + name);
    return new StoredEvent("key " + number + " of " + name, name, Event.of(item, number));
  }

  @Test
  void eventsOfAStoreOfTheFirstLayoutAreThereAndLeaveNoTraceBehind() throws Exception {
    Path file = folder.resolve("kuayu.db");
    try (Connection former = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = former.createStatement()) {
      statement.execute(
          "CREATE TABLE event(sequence INTEGER PRIMARY KEY AUTOINCREMENT,"
              + " name TEXT NOT NULL UNIQUE, person TEXT NOT NULL, domain TEXT NOT NULL,"
              + " item TEXT NOT NULL, moment BIGINT NOT NULL, type TEXT NOT NULL,"
              + " strength DOUBLE PRECISION NOT NULL)");
      statement.execute(
          "CREATE TABLE consent(person TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL,"
              + " purpose TEXT NOT NULL, granted INTEGER NOT NULL, moment BIGINT NOT NULL,"
              + " PRIMARY KEY (person, source, target, purpose))");
      for (int n = 0; n < 100; n++) {
        statement.execute(
            "INSERT INTO event VALUES (NULL, 'key %1$d', '%2$s', 'food', 'i%1$d', 7, 'view', 1)"
                .formatted(n, name(n % 3)));
      }
      statement.execute(
          "INSERT INTO consent VALUES ('%s', 'food', 'kitchen', 'training', 1, 7)"
              .formatted(name(1)));
    }
    try (Stores stores = SqlStores.sqlite(file)) {
      assertThat(stores.events().events()).isEqualTo(100);
      assertThat(stores.events().history(name(1), 3).events())
          .extracting(event -> event.item().id())
          .containsExactly("i91", "i94", "i97");
      assertThat(stores.privacy().of(name(1))).isEqualTo(DECISIONS);
    }
    try (Stores stores = SqlStores.sqlite(file)) {
      stores.privacy().forget(name(1));
      assertThat(stores.events().erase(name(1))).isEqualTo(33);
      assertThat(contents()).doesNotContain(name(1)).contains(name(2));
    }
  }

  @Test
  void twoProcessesMayWriteInTurn() {
    try (Stores one = SqlStores.sqlite(folder.resolve("kuayu.db"));
        Stores other = SqlStores.sqlite(folder.resolve("kuayu.db"))) {
      for (int n = 0; n < 10; n++) {
        Stores next = n % 2 == 0 ? one : other;
        next.events().append("k" + n, "u", Event.of(new ItemKey("food", "i"), n));
      }
      assertThat(other.events().erase("u")).isEqualTo(10);
      assertThat(one.events().events()).isZero();
    }
  }

  private String contents() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }
}
