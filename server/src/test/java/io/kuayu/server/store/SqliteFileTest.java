package io.kuayu.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Event;
import io.kuayu.core.ItemKey;
import io.kuayu.engine.store.StoredEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the files of a store, and who else may write there. */
class SqliteFileTest {
  @TempDir Path folder = Path.of(".");

  @Test
  void noFileHoldsAnErasedPersonWhileTheStoreIsOpen() throws IOException {
    try (Stores stores = Stores.sqlite(folder.resolve("kuayu.db"))) {
      List<StoredEvent> events = new ArrayList<>();
      for (int n = 0; n < 500; n++) {
        Event event = Event.of(new ItemKey("food", "i" + n), n);
        events.add(new StoredEvent("of-ann-" + n, "ann-the-first", event));
        events.add(new StoredEvent("of-bob-" + n, "bob-the-second", event));
      }
      stores.events().append(events);
      assertThat(contents()).contains("ann-the-first", "bob-the-second");
      stores.events().erase("ann-the-first");
      assertThat(contents()).contains("bob-the-second").doesNotContain("ann-the-first", "of-ann");
    }
  }

  @Test
  void twoProcessesMayWriteInTurn() {
    try (Stores one = Stores.sqlite(folder.resolve("kuayu.db"));
        Stores other = Stores.sqlite(folder.resolve("kuayu.db"))) {
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
