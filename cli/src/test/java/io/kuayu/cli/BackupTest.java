package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.cli.Shop.Outcome;
import io.kuayu.storage.audit.AuditLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code kuayu backup} and {@code kuayu restore}. */
class BackupTest {
  private static final int WRITERS = 3;
  private static final long BEGIN = 1_700_000_000;

  @TempDir Path folder = Path.of(".");

  @Test
  void everyEventThatWasAcknowledgedBeforeTheBackupIsInIt() throws Exception {
    PrivateShop shop = shop("one").write(20, "popularity", "{ pseudonyms: true }");
    Path backup = folder.resolve("backup");
    Set<Long> acknowledged = new ConcurrentSkipListSet<>();
    Set<Long> before;
    int entries;
    try (Served served = new Served(shop.configuration())) {
      AtomicLong next = new AtomicLong(BEGIN);
      AtomicBoolean ended = new AtomicBoolean();
      List<Thread> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        writers.add(Thread.ofPlatform().start(() -> write(served, next, acknowledged, ended)));
      }
      until(acknowledged, 60);
      served.send("PUT", "/api/v1/domains/food/items/new", "{\"title\":\"Backed up\"}");
      before = new TreeSet<>(acknowledged);
      Outcome done = shop.run("backup", backup.toString());
      assertThat(done.code()).as(done.err()).isZero();
      until(acknowledged, acknowledged.size() + 10);
      // A server has the store.
      Outcome refused = shop.run("restore", backup.toString(), "--force");
      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.err()).contains("[store.in-use]");
      ended.set(true);
      for (Thread writer : writers) {
        writer.join();
      }
      entries = (int) AuditLog.in(shop.work().resolve("access")).verify().entries();
    }
    assertThat(entries).isPositive();

    PrivateShop other = shop("two").write(20, "popularity", "{ pseudonyms: true }");
    Outcome restored = other.run("restore", backup.toString());
    assertThat(restored.code()).as(restored.err()).isZero();
    assertThat(other.run(List.of("audit", "verify")).code()).isZero();
    try (Served served = new Served(other.configuration())) {
      Set<Long> found = new TreeSet<>();
      for (JsonNode event : served.get("/api/v1/users/writer").get("events")) {
        found.add(event.get("timestamp").asLong());
      }
      assertThat(found).containsAll(before);
      assertThat(acknowledged).containsAll(found);
      assertThat(served.get("/api/v1/domains/food/items/new").get("title").asString())
          .isEqualTo("Backed up");
    }
  }

  private static void write(
      Served served, AtomicLong next, Set<Long> acknowledged, AtomicBoolean ended) {
    while (!ended.get()) {
      long time = next.getAndIncrement();
      served.send(
          "POST",
          "/api/v1/events",
          "{\"user\":\"writer\",\"domain\":\"food\",\"item\":\"f1\",\"timestamp\":%d}"
              .formatted(time));
      acknowledged.add(time);
    }
  }

  private static void until(Set<Long> acknowledged, int count) throws InterruptedException {
    while (acknowledged.size() < count) {
      Thread.sleep(2);
    }
  }

  @Test
  void keysDecisionsLinksAndModelsComeBack() throws IOException {
    String privacy = "{ pseudonyms: true, per-domain: true }";
    PrivateShop shop = shop("one").write(20, "popularity", privacy);
    String user = PrivateShop.user(7);
    assertThat(shop.run("train").code()).isZero();
    assertThat(shop.run(List.of("consent", "grant"), "--user", user).code()).isZero();
    assertThat(shop.run(List.of("keys", "create"), "--name", "a", "--role", "reader").code())
        .isZero();
    Path backup = folder.resolve("backup");
    assertThat(shop.run("backup", backup.toString()).code()).isZero();
    assertThat(mode(backup)).isEqualTo("rwx------");
    assertThat(mode(backup.resolve("key/kuayu.key"))).isEqualTo("rw-------");
    Outcome again = shop.run("backup", backup.toString());
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("[file.exists]");

    PrivateShop other = shop("two").write(20, "popularity", privacy);
    assertThat(other.run("restore", backup.toString()).code()).isZero();
    // What is the same is not in the way, but the log has gone on.
    assertThat(other.run("restore", backup.toString()).err()).contains("[file.exists]");
    assertThat(other.run(List.of("keys", "list")).out())
        .isEqualTo(shop.run(List.of("keys", "list")).out());
    assertThat(other.run(List.of("consent", "show"), "--user", user).out())
        .isEqualTo(shop.run(List.of("consent", "show"), "--user", user).out());
    assertThat(Files.readString(other.work().resolve("models/popularity/CURRENT")))
        .isEqualTo(Files.readString(shop.work().resolve("models/popularity/CURRENT")));
    assertThat(Files.exists(folder.resolve("two/kuayu.links"))).isTrue();
    assertThat(mode(other.work().resolve("access/keys.json"))).isEqualTo("rw-------");
  }

  @Test
  void forceReplacesWhatIsThereAndKeepsTheLog() throws IOException {
    PrivateShop shop = shop("one").write(20, "popularity", "{ pseudonyms: true }");
    String user = PrivateShop.user(7);
    assertThat(shop.run(List.of("consent", "grant"), "--user", user).code()).isZero();
    String allowed = shop.run(List.of("consent", "show"), "--user", user).out();
    Path backup = folder.resolve("backup");
    assertThat(shop.run("backup", backup.toString()).code()).isZero();
    assertThat(shop.run(List.of("consent", "withdraw"), "--user", user).code()).isZero();
    Outcome refused = shop.run("restore", backup.toString());
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("[file.exists]").contains("--force");
    assertThat(shop.run(List.of("consent", "show"), "--user", user).out()).isNotEqualTo(allowed);
    assertThat(shop.run("restore", backup.toString(), "--force").code()).isZero();
    assertThat(shop.run(List.of("consent", "show"), "--user", user).out()).isEqualTo(allowed);
    assertThat(shop.run(List.of("audit", "verify")).code()).isZero();
    assertThat(AuditLog.in(shop.work().resolve("access")).latest(1).getFirst())
        .contains("backup.restore");
    try (Stream<Path> kept = Files.list(shop.work().resolve("access"))) {
      assertThat(kept.map(Path::getFileName).map(Path::toString))
          .anyMatch(name -> name.startsWith("before-restore-"));
    }
  }

  @Test
  void aDamagedBackupChangesNothing() throws IOException {
    PrivateShop shop = shop("one").write(20, "popularity", "{ pseudonyms: true }");
    String user = PrivateShop.user(7);
    assertThat(shop.run(List.of("consent", "grant"), "--user", user).code()).isZero();
    Path backup = folder.resolve("backup");
    assertThat(shop.run("backup", backup.toString()).code()).isZero();
    Path store = backup.resolve("store/kuayu.db");
    byte[] content = Files.readAllBytes(store);
    content[content.length / 2] ^= 1;
    Files.write(store, content);
    PrivateShop other = shop("two").write(20, "popularity", "{ pseudonyms: true }");
    Outcome refused = other.run("restore", backup.toString());
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("store/kuayu.db", "[backup.damaged]");
    assertThat(other.work()).doesNotExist();
    assertThat(other.run("restore", folder.resolve("none").toString()).err())
        .contains("[backup.damaged]");
    // Names may not lead out of the places of an installation.
    Path list = backup.resolve("backup.json");
    Files.writeString(
        list, Files.readString(list).replace("\"store/kuayu.db\"", "\"../one/kuayu.yaml\""));
    assertThat(other.run("restore", backup.toString()).err()).contains("[backup.damaged]");
  }

  private PrivateShop shop(String name) throws IOException {
    return new PrivateShop(Files.createDirectories(folder.resolve(name)));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
