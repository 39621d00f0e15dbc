package io.kuayu.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.Event;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Seed;
import io.kuayu.engine.store.StoredEvent;
import io.kuayu.privacy.consent.Decision;
import io.kuayu.privacy.consent.Purpose;
import io.kuayu.storage.Stores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
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

  @Test
  void onlyItsOwnerMayReadTheFile() throws IOException {
    Path file = folder.resolve("own.db");
    try (Stores stores = SqlStores.sqlite(file)) {
      stores.events().append("k", "ann", new Event(new ItemKey("books", "1"), 1, "view", 1));
      for (String name : List.of("own.db", "own.db-wal", "own.db-shm")) {
        assertThat(mode(folder.resolve(name))).as(name).isEqualTo("rw-------");
      }
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    SqlStores.sqlite(file).close();
    assertThat(mode(file)).isEqualTo("rw-r-----");
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

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
  void theLayoutHasANumberAndAStoreOfANewerOneIsLeftAlone() throws Exception {
    Path file = folder.resolve("kuayu.db");
    try (Stores stores = SqlStores.sqlite(file)) {
      stores.events().append("k", "u", Event.of(new ItemKey("food", "i"), 1));
    }
    assertThat(in(file, "PRAGMA user_version")).isEqualTo(1);
    try (Stores stores = SqlStores.sqlite(file)) {
      assertThat(stores.events().events()).isEqualTo(1);
    }
    in(file, "PRAGMA user_version = 2");
    String before = contents();
    assertThatThrownBy(() -> SqlStores.sqlite(file))
        .isInstanceOfSatisfying(
            KuayuException.class,
            refused -> {
              assertThat(refused).hasMessageContaining("layout 2");
              assertThat(refused.remedy()).contains("a newer one");
            });
    assertThat(contents()).isEqualTo(before);
    in(file, "PRAGMA user_version = 1");
    try (Stores stores = SqlStores.sqlite(file)) {
      assertThat(stores.events().events()).isEqualTo(1);
    }
  }

  @Test
  void aStoreFromBeforeThereWereNumbersIsRefused() throws Exception {
    Path file = folder.resolve("kuayu.db");
    in(file, "CREATE TABLE event(sequence INTEGER PRIMARY KEY, person TEXT NOT NULL)");
    assertThatThrownBy(() -> SqlStores.sqlite(file))
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("a table 'event'");
    assertThat(in(file, "SELECT COUNT(*) FROM sqlite_master")).isEqualTo(1);
  }

  /** The first number of what a command answers, 0 where it answers nothing. */
  private static int in(Path file, String command) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      return statement.execute(command) ? statement.getResultSet().getInt(1) : 0;
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
